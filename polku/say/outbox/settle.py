"""What became of a block: rows and log in one transaction."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from django.db import connection, transaction

from polku.kit import bulk, clock
from polku.kit.jitter import jittered
from polku.kit.sql import Cursor
from polku.know.events.append import News, tell
from polku.say.channels.channel import Channel, Failed, Held, Later, Sent, Unknown, WithCalls
from polku.say.outbox import reasons, sql
from polku.say.outbox.became import Became
from polku.say.outbox.claim import is_held_whole
from polku.say.outbox.claimed import Claimed
from polku.say.outbox.packed.settle import settle_slices
from polku.say.outbox.prepare import MOST_ATTEMPTS
from polku.say.outbox.reasons import reason
from polku.say.outbox.words import letter_key
from polku.say.outbox.worn_out import WornOut

Result = Sent | Failed | Unknown | Held | Later | WornOut

# After the first failure up to 30 seconds, then longer: a platform's bad hour is over before the last attempt. Each
# message waits from three quarters of it to all of it, or a thousand that failed at once would be back at once.
WAITS_MS = tuple(clock.SECOND_MS * seconds for seconds in (30, 120, 600, 3_600, 4 * 3_600))
FEW = 20  # statements instead of one with all that became of each
NAMES = {"sent": "Message Sent", "held": "Message Held", "failed": "Message Failed", "unknown": "Message Unknown"}


@cache
def _sent(way: str, is_free: bool) -> Became:
    return Became("sent", reason(reasons.FREE) if is_free else "", way=way)


def settle(
    results: Sequence[tuple[Claimed, Result]],
    *,
    channel: Channel,
    identities: Mapping[int, tuple[str, str]],
    now: datetime,
    may_change: bool = False,
) -> int:
    """Write down what became of messages, and tell the log. Returns how many were ours to settle.

    A message whose claim has passed to another worker is left alone: that worker will tell. `may_change`: who had them
    in hand may be only slow, and tell it yet.
    """
    if not results:
        return 0
    now_ms = clock.to_ms(now)
    rows = [(claimed, _row(result, claimed, channel)) for claimed, result in results]
    with transaction.atomic():
        ours = _write(rows, now_ms=now_ms, may_change=may_change)
        if isinstance(channel, WithCalls):
            channel.let_go(
                [
                    claimed.id
                    for claimed, result in results
                    if claimed.id in ours and (type(result) is Sent or _is_through(result))
                ]
            )
        tell(
            [
                _news(claimed, row, identities[claimed.id], now_ms)
                for claimed, row in rows
                if row.state in NAMES and claimed.id in ours and claimed.id in identities
            ]
            + [
                _bounce(claimed, result, identities[claimed.id], now_ms)
                for claimed, result in results
                if type(result) is Failed and result.bounced and claimed.id in ours and claimed.id in identities
            ],
            now_ms=now_ms,
        )
    return len(ours)


def _is_through(result: Result) -> bool:
    """Nothing is left to ask the platform under the same key."""
    if isinstance(result, Later):
        return result.lets_go
    return not isinstance(result, Unknown) or result.is_over or result.again_ms is None


def _row(result: Result, claimed: Claimed, channel: Channel) -> Became:
    if type(result) is Sent:  # nearly always
        return _sent(result.way, result.is_free)
    is_last = claimed.tries >= MOST_ATTEMPTS
    match result:
        case Sent():
            return _sent(result.way, result.is_free)
        case Held():
            return Became("held", result.reason)
        case Later():
            return Became("asked", result.reason, result.wait_ms, gives_back=1)
        case WornOut():
            return Became("unknown", reason(reasons.WORKER_DIED))
        case Failed(is_temporary=True) if not is_last:
            return Became("asked", reason(result.reason), _wait_ms(claimed))
        case Failed(is_temporary=True):
            return Became("failed", reason(reasons.GAVE_UP, result.reason))
        case Failed():
            return Became("failed", reason(result.reason))
        case Unknown(again_ms=int(again_ms)) if channel.has_idempotency_key and not result.is_over:
            return Became("asked", reason(result.reason), again_ms, gives_back=1)
        case Unknown(is_over=True):
            return Became("unknown", reason(result.reason))
        case Unknown() if channel.has_idempotency_key and not is_last:
            return Became("asked", reason(result.reason), _wait_ms(claimed))
        case Unknown():
            return Became("unknown", reason(result.reason))


def _wait_ms(claimed: Claimed) -> int:
    return jittered(WAITS_MS[min(claimed.tries, len(WAITS_MS)) - 1], claimed.id, claimed.attempts)


def _write(rows: Sequence[tuple[Claimed, Became]], *, now_ms: int, may_change: bool) -> set[int]:
    with connection.cursor() as cursor:
        packed = [(claimed, became) for claimed, became in rows if claimed.block]
        ours = settle_slices(cursor, packed, now_ms=now_ms, may_change=may_change)
        # Those of a slice that was laid down have rows now.
        return ours | _write_rows(cursor, [one for one in rows if one[0].id not in ours], now_ms=now_ms)


def _write_rows(cursor: Cursor, rows: Sequence[tuple[Claimed, Became]], *, now_ms: int) -> set[int]:
    if not rows:
        return set()
    if connection.vendor != "sqlite":
        told = bulk.change(cursor, sql.SETTLE + sql.RETURNING, _values(rows, now_ms), vendor=connection.vendor)
        return {number for (number,) in told}
    # Nobody can come between, so it is asked first: to be told row by row takes longer than all the rest.
    keys = [claimed.id for claimed, _row in rows]
    if not is_held_whole(cursor, [claimed for claimed, _row in rows]):
        held = dict(bulk.ask(cursor, sql.HOLDS, sql.SETTLED_FROM, keys=keys, vendor="sqlite"))
        rows = [(claimed, row) for claimed, row in rows if held.get(claimed.id) == claimed.attempts]
        keys = [claimed.id for claimed, _row in rows]
    alike = _alike(rows)
    if len(alike) <= FEW:
        for (attempts, row), numbers in alike.items():
            values = _values_of(row, attempts, now_ms)
            bulk.change_alike(cursor, sql.SETTLE_ALIKE, numbers, values, [attempts])
    else:
        bulk.write(cursor, sql.SETTLE, _values(rows, now_ms), vendor="sqlite")
    return set(keys)


def _alike(rows: Sequence[tuple[Claimed, Became]]) -> dict[tuple[int, Became], list[int]]:
    """The messages of which the same became, under claims of the same number."""
    found: defaultdict[tuple[int, Became], list[int]] = defaultdict(list)
    for claimed, row in rows:
        found[claimed.attempts, row].append(claimed.id)
    return found


def _values(rows: Sequence[tuple[Claimed, Became]], now_ms: int) -> list[tuple[Any, ...]]:
    return [
        (
            claimed.id,
            claimed.attempts,
            row.state,
            row.reason,
            now_ms + row.wait_ms,
            claimed.attempts - row.gives_back,
            now_ms,
        )
        for claimed, row in rows
    ]


def _values_of(row: Became, attempts: int, now_ms: int) -> tuple[Any, ...]:
    settled_ms = None if row.state == "asked" else now_ms
    return row.state, row.reason, now_ms + row.wait_ms, attempts - row.gives_back, settled_ms


def _news(claimed: Claimed, row: Became, identity: tuple[str, str], now_ms: int) -> News:
    properties = _properties(claimed, "" if row.state == "sent" else row.reason)
    if row.way:
        properties["way"] = row.way
    key = f"{row.state}:{letter_key(claimed.cause, claimed.identity_id)}"
    return News(NAMES[row.state], identity, key, properties, now_ms)


def _bounce(claimed: Claimed, failed: Failed, identity: tuple[str, str], now_ms: int) -> News:
    properties = {**_properties(claimed, failed.reason), "address": failed.bounced, "is_hard": True}
    key = f"bounced:{letter_key(claimed.cause, claimed.identity_id)}"
    return News("Message Bounced", identity, key, properties, now_ms)


def _properties(claimed: Claimed, reason: str) -> dict[str, Any]:
    properties: dict[str, Any] = {
        "campaign_id": claimed.campaign_id,
        "channel": claimed.channel,
        "cause": claimed.cause,
        "message_id": claimed.id,
    }
    if claimed.version:
        properties["version"] = claimed.version
    if reason:
        properties["reason"] = reason
    return properties
