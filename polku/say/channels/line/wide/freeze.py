"""When its time has come: the last look, then the request is written down. Nothing leaves the house here."""

from uuid import uuid4

from polku.kit import clock
from polku.say.channels.line.wide import content, size
from polku.say.channels.line.wide.body import body
from polku.say.channels.line.wide.keep import hold, keep, over, wait
from polku.say.channels.line.wide.models import LineWide
from polku.say.channels.line.wide.recipients import NotReady, recipients
from polku.say.channels.line.wide.room import Left
from polku.say.content.problem import BrokenTemplate

State, OnShort = LineWide.State, LineWide.OnShort
LATE_MS = clock.DAY_MS
SOON_MS, ROOM_MS = clock.MINUTE_MS, 15 * clock.MINUTE_MS


def freeze(row: LineWide, *, left: Left, now_ms: int) -> None:
    """Raises LineTrouble where LINE cannot be reached at all: then it is tried again."""
    if row.starts_ms is not None and now_ms - row.starts_ms > LATE_MS and not row.trouble:
        hold(row, "wide_late")
        return
    try:
        to = recipients(row)
        problems = content.refused(row)
        messages = content.messages(row)
    except NotReady as problem:
        if problem.is_coming:
            wait(row, problem.reason, until_ms=now_ms + SOON_MS)
        else:
            hold(row, problem.reason)
        return
    except BrokenTemplate as broken:
        over(row, State.FAILED, f"wide_content|{broken.problem.sentence}", now_ms=now_ms)
        return
    if problems:
        over(row, State.FAILED, f"wide_content|{problems[0].sentence}", now_ms=now_ms)
        return
    counted, has_room = _room(row, left)
    if not has_room:
        _has_no_room(row, left(row.account, row) or 0, now_ms=now_ms)
        return
    keep(
        row,
        state=State.ASKING,
        key=str(uuid4()),
        body=body(row, messages, to),
        groups=to.groups,
        first_ms=now_ms,
        attempts=0,
        may_have_arrived=False,
        counted=counted,
        trouble="",
        tries=0,
        due_ms=now_ms,
    )


def _room(row: LineWide, left: Left) -> tuple[int, bool]:
    """Whom it reaches at the most, and whether the month has so many messages."""
    most, room = size.at_most(row, size.friends(row.account)), left(row.account, row)
    if room is None or row.on_short == OnShort.TRY:
        return most, True
    return (min(most, room), room > 0) if row.is_up_to_left else (most, most <= room)


def _has_no_room(row: LineWide, room: int, *, now_ms: int) -> None:
    if row.on_short == OnShort.WAIT:
        wait(row, f"wide_room|{room}", until_ms=now_ms + ROOM_MS)
    else:
        hold(row, f"wide_short|{room}")
