"""What became of a block: rows and log in one transaction."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec
from django.db import connection, transaction

from polku.kit import clock
from polku.know.events.append import News, tell
from polku.say.channels.channel import Channel, Failed, Held, Later, Sent, Unknown
from polku.say.outbox import reasons, sql
from polku.say.outbox.claim import Claimed
from polku.say.outbox.prepare import MOST_ATTEMPTS, WornOut
from polku.say.outbox.reasons import reason
from polku.say.outbox.words import letter_key

Result = Sent | Failed | Unknown | Held | Later | WornOut

# After the first failure 30 seconds, then longer: a platform's bad hour is over before the last attempt.
WAITS_MS = tuple(clock.SECOND_MS * seconds for seconds in (30, 120, 600, 3_600, 4 * 3_600))
NAMES = {"sent": "Message Sent", "held": "Message Held", "failed": "Message Failed", "unknown": "Message Unknown"}


class _Row(msgspec.Struct, frozen=True):
    state: str
    reason: str = ""
    wait_ms: int = 0
    gives_back: int = 0  # attempts that did not count


def settle(
    results: Sequence[tuple[Claimed, Result]],
    *,
    channel: Channel,
    identities: Mapping[int, tuple[str, str]],
    now: datetime,
) -> int:
    """Write down what became of messages, and tell the log. Returns how many were ours to settle.

    A message whose claim has passed to another worker is left alone: that worker will tell.
    """
    if not results:
        return 0
    rows = [(claimed, _row(result, claimed, channel)) for claimed, result in results]
    with transaction.atomic():
        ours = _write(rows, now_ms=clock.to_ms(now))
        tell(
            [
                _news(claimed, row, identities[claimed.id], now=now)
                for claimed, row in rows
                if claimed.id in ours and row.state in NAMES and claimed.id in identities
            ]
            + [
                _bounce(claimed, result, identities[claimed.id], now=now)
                for claimed, result in results
                if isinstance(result, Failed) and result.bounced and claimed.id in ours and claimed.id in identities
            ],
            now_ms=clock.to_ms(now),
        )
    return len(ours)


def _row(result: Result, claimed: Claimed, channel: Channel) -> _Row:
    is_last = claimed.attempts >= MOST_ATTEMPTS
    match result:
        case Sent():
            return _Row("sent")
        case Held():
            return _Row("held", result.reason)
        case Later():
            return _Row("asked", wait_ms=result.wait_ms, gives_back=1)
        case WornOut():
            return _Row("unknown", reason(reasons.WORKER_DIED))
        case Failed(is_temporary=True) if not is_last:
            return _Row("asked", reason(result.reason), _wait_ms(claimed))
        case Failed(is_temporary=True):
            return _Row("failed", reason(reasons.GAVE_UP, result.reason))
        case Failed():
            return _Row("failed", reason(result.reason))
        case Unknown() if channel.has_idempotency_key and not is_last:
            return _Row("asked", reason(result.reason), _wait_ms(claimed))
        case Unknown():
            return _Row("unknown", reason(result.reason))


def _wait_ms(claimed: Claimed) -> int:
    return WAITS_MS[min(claimed.attempts, len(WAITS_MS)) - 1]


def _write(rows: Sequence[tuple[Claimed, _Row]], *, now_ms: int) -> set[int]:
    values: list[Any] = []
    for claimed, row in rows:
        values += (claimed.id, claimed.attempts, row.state, row.reason, now_ms + row.wait_ms)
        values.append(claimed.attempts - row.gives_back)
    statement = sql.SETTLE.format(rows=", ".join(["(%s, %s, %s, %s, %s, %s)"] * len(rows)))
    with connection.cursor() as cursor:
        cursor.execute(statement, [*values, now_ms])
        return {number for (number,) in cursor.fetchall()}


def _news(claimed: Claimed, row: _Row, identity: tuple[str, str], *, now: datetime) -> News:
    properties = _properties(claimed, row.reason)
    key = f"{row.state}:{letter_key(claimed.cause, claimed.identity_id)}"
    return News(NAMES[row.state], identity, key, properties, clock.to_ms(now))


def _bounce(claimed: Claimed, failed: Failed, identity: tuple[str, str], *, now: datetime) -> News:
    properties = {**_properties(claimed, failed.reason), "address": failed.bounced, "is_hard": True}
    key = f"bounced:{letter_key(claimed.cause, claimed.identity_id)}"
    return News("Message Bounced", identity, key, properties, clock.to_ms(now))


def _properties(claimed: Claimed, reason: str) -> dict[str, Any]:
    properties: dict[str, Any] = {
        "campaign_id": claimed.campaign_id,
        "channel": claimed.channel,
        "cause": claimed.cause,
        "message_id": claimed.id,
    }
    return {**properties, "reason": reason} if reason else properties
