"""Waiting for LINE: when it is ready with the new audience, that is the live one, and the one before is to go."""

from datetime import datetime, timedelta

from polku.kit import clock
from polku.say.channels.line import asking
from polku.say.channels.line.audiences import requests
from polku.say.channels.line.audiences.keep import keep
from polku.say.channels.line.audiences.models import LineAudience
from polku.say.channels.line.audiences.problems import CODES, AudienceTrouble

SLOW = timedelta(days=1)  # ours: one of ids that LINE does not know is never ready
LEAST_MS, MOST_MS = 2 * clock.SECOND_MS, 5 * clock.MINUTE_MS  # from one look to the next: a quarter of the wait so far


def look(row: LineAudience, *, now: datetime) -> None:
    number = row.making_id
    assert number is not None
    told = asking.ask(row.account, lambda client: requests.look(client, number))
    status = None if told is None else told.get("status")
    if told is None:
        raise AudienceTrouble("audience_gone")
    if status == "READY":
        _take_over(row, told.get("audienceCount"), now=now)
    elif status == "FAILED":
        why = str(told.get("failedType") or "")
        raise AudienceTrouble(CODES.get(why, "audience_failed"), why)
    elif status == "EXPIRED":
        raise AudienceTrouble("audience_expired")
    else:
        waited_ms = clock.to_ms(now) - clock.to_ms(row.run_at or now)
        if waited_ms > SLOW // timedelta(milliseconds=1):
            raise AudienceTrouble("audience_slow")
        wait_ms = min(MOST_MS, max(LEAST_MS, waited_ms // 4))
        keep(row, due_ms=clock.to_ms(now) + wait_ms, trouble="", tries=0)


def _take_over(row: LineAudience, count: object, *, now: datetime) -> None:
    keep(
        row,
        due_ms=clock.to_ms(now),
        state=LineAudience.State.IDLE,
        old_ids=[*row.old_ids, *([row.live_id] if row.live_id is not None else [])],
        live_id=row.making_id,
        live_count=row.making_count,
        live_told=count if isinstance(count, int) else None,
        live_digest=row.making_digest,
        live_at=row.run_at,
        making_id=None,
        checked_at=now,
        trouble="",
        tries=0,
    )
