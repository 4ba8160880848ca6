"""Writing down what a wide send has come to: only while it is still in the state in which it was read."""

from polku.say.channels.line.wide.models import LineWide

State = LineWide.State


def keep(row: LineWide, **values: object) -> bool:
    """In the row and in the database. False, and nothing is kept, where somebody has changed its state meanwhile."""
    if not LineWide.objects.filter(pk=row.pk, state=row.state, key=row.key).update(**values):
        return False
    for name, value in values.items():
        setattr(row, name, value)
    return True


def over(row: LineWide, state: State, trouble: str = "", *, now_ms: int, **values: object) -> bool:
    """It has come to an end."""
    ends: dict[str, object] = {"state": state, "over_ms": now_ms, "trouble": trouble[:500], "tries": 0, "due_ms": None}
    return keep(row, **(ends | values))


def hold(row: LineWide, trouble: str) -> bool:
    """Until somebody chooses. What was written down of a request that LINE has surely not taken is let go of."""
    return keep(row, state=State.HELD, trouble=trouble[:500], tries=0, due_ms=None, **LET_GO)


def wait(row: LineWide, trouble: str, *, until_ms: int) -> bool:
    """The same, and it is tried again by itself, by another request."""
    return keep(row, state=State.WAITING, trouble=trouble[:500], tries=row.tries + 1, due_ms=until_ms, **LET_GO)


LET_GO: dict[str, object] = {"key": "", "body": b"", "groups": [], "first_ms": None, "may_have_arrived": False}
