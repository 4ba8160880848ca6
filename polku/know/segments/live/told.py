"""What this process told of late: who joined and left since the columns were last written to.

With it nobody has to wait until the columns hold what was told last. It is a memory and no more: a process that has
just started, or finds that another one told something, waits for the columns as if there were none.
"""

from collections import deque
from collections.abc import Iterable, Mapping

MOST = 100_000  # steps; beyond them everything waits for the columns

Row = tuple[int, int]  # where an event stands: its batch, and its place there
Step = tuple[bool, Row]  # whether they are in now, and where that is told

_steps: dict[int, dict[int, Step]] = {}  # by segment and person
_order: deque[tuple[int, int, int]] = deque()  # batch, segment, person
_mark = ""  # of the last telling, as it is written down beside it
_let_go = 0  # the last batch whose steps the columns had


def note(steps: Iterable[tuple[int, int, Step]], mark: str) -> None:
    """After they were committed: segment, person, step."""
    global _mark
    for segment, person, step in steps:
        _steps.setdefault(segment, {})[person] = step
        _order.append((step[1][0], segment, person))
    _mark = mark


def is_known(told: int, mark: str, *, columns_at: int) -> bool:
    """Whether the columns up to their place, and what is remembered here, tell everything up to batch `told`."""
    global _let_go
    if columns_at >= told:
        forget()
        return True
    if mark != _mark or columns_at < _let_go:
        return False
    while _order and _order[0][0] <= columns_at:
        batch, segment, person = _order.popleft()
        mine = _steps[segment]
        if person in mine and mine[person][1][0] == batch:
            del mine[person]
        _let_go = batch
    return len(_order) < MOST


def has_gone_back(mark: str, *, columns_at: int) -> bool:
    """Whether the columns have had more than they have now."""
    return mark == _mark and columns_at < _let_go


def of(segment: int) -> Mapping[int, Step]:
    """By person."""
    return _steps.get(segment, {})


def forget() -> None:
    _steps.clear()
    _order.clear()
