"""One step of an audience: compared, filled, waited for; then what it replaces is removed.

    idle ──(somebody joined or left, or a sync is wanted)──► making ──(every block taken)──► waiting ──(READY)──► idle

What is about to be made is written down first (`run`). Ids of a run are kept in memory alone, as they were at one
instant: whoever finds a run without its ids (the process was killed) begins another, and removes what was there of it.
"""

from datetime import datetime

from polku.say.channels.line.audiences import begin, clear, fill, ready
from polku.say.channels.line.audiences.keep import keep
from polku.say.channels.line.audiences.models import LineAudience

State = LineAudience.State


def step(row: LineAudience, *, now: datetime) -> None:
    """Raises AudienceTrouble, LineTrouble, RuleError, ColumnsError."""
    if row.ended_at is not None:
        clear.end(row, now=now)
    elif old := clear.removable(row):
        clear.remove_old(row, old[0])
    elif row.state == State.MAKING and not fill.has_ids(row):
        give_up(row)  # begun by a process that is no more: it stays due
    elif row.state == State.MAKING:
        fill.fill(row, now=now)
    elif row.state == State.WAITING:
        ready.look(row, now=now)
    else:
        begin.compare(row, now=now)


def give_up(row: LineAudience) -> None:
    """What is half made is of no use: it is removed, and then another is made."""
    fill.drop(row)
    if row.state != State.IDLE:
        old = [*row.old_ids, *([row.making_id] if row.making_id is not None else [])]
        keep(row, state=State.IDLE, making_id=None, old_ids=old, wanted=True)
