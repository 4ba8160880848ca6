"""Whether an audience is still what its segment is; where not, the next sync begins."""

from datetime import datetime, timedelta

from polku.kit import clock
from polku.say.channels.line import asking
from polku.say.channels.line.audiences import clear, fill, members, requests
from polku.say.channels.line.audiences.keep import keep
from polku.say.channels.line.audiences.models import LineAudience
from polku.say.channels.line.limits import limits

CHECK_MS = clock.HOUR_MS
RENEW = timedelta(days=30)  # before LINE lets it expire


def compare(row: LineAudience, *, now: datetime) -> None:
    users, left_out = members.of(row.account, row.segment, now=now)
    found = members.digest(users)
    if not users:
        _empty(row, left_out=left_out, now=now)
    elif row.wanted or found != row.live_digest or not _is_there(row, now=now):
        keep(
            row,
            due_ms=clock.to_ms(now),
            state=LineAudience.State.MAKING,
            run=row.run + 1,
            run_at=now,
            making_id=None,
            making_count=len(users),
            making_digest=found,
            sent=0,
            left_out=left_out,
            wanted=False,
        )
        fill.remember(row, users)
    else:
        keep(row, due_ms=clock.to_ms(now) + CHECK_MS, checked_at=now, left_out=left_out, trouble="", tries=0)


def _is_there(row: LineAudience, *, now: datetime) -> bool:
    """Whether the live one can be used, and for a while yet."""
    number = row.live_id
    life = timedelta(days=limits()["audience"]["life_d"]) - RENEW
    if number is None or row.live_at is None or row.live_at + life < now:
        return False
    told = asking.ask(row.account, lambda client: requests.look(client, number))
    return told is not None and told.get("status") == "READY"


def _empty(row: LineAudience, *, left_out: int, now: datetime) -> None:
    """LINE is never ready with one without anybody. And the one before holds people who have left."""
    in_use = clear.sweep(row, also=[row.live_id])
    checked = {"checked_at": now, "left_out": left_out, "wanted": False, "old_ids": [*row.old_ids, *in_use]}
    keep(row, due_ms=clock.to_ms(now) + CHECK_MS, **clear.NOTHING, **checked)
