"""What people did within a time, one entry for each time they did it, and who they are by now."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection

from polku.kit import columns, money
from polku.kit.arrays import Floats, Numbers, np
from polku.kit.sql import marks
from polku.know.people.columns import PERSON
from polku.learn.reports import done_sql as sql
from polku.learn.reports.outcomes import ORDERED, owners

PART = 900  # people asked for at once
FEW = 5_000  # orders
ROWS = 50_000
AT_ONCE = 500_000  # events held in memory: 12 MB
Owned = Callable[[Numbers], Numbers]


@dataclass(frozen=True)
class Done:
    """Shapes: all (times,). `minor` is exact for orders, and rounded for what other events say to be worth."""

    people: Numbers  # numbers of profiles, as of now
    at_ms: Numbers
    minor: Floats  # whole numbers of the smallest unit
    currencies: Numbers  # places in `names`
    names: tuple[str, ...]
    moved: Numbers | None = None  # all identities that are not their profile's leading one, where they were read


def done(goal: str, *, since_ms: int, until_ms: int, currency: str) -> list[Done]:
    """In parts that fit into memory; the parts hold different people. What names no currency is in the team's.

    Orders as they stand by now: less refunds, without those called off. Raises columns.ColumnsError for other goals.
    """
    if goal == ORDERED:
        return [_orders(since_ms, until_ms)]
    values = {"goal": goal, "since": since_ms, "until": until_ms}
    parts = 1 + int(columns.value(sql.HOW_MANY, values)) // AT_ONCE
    return [_events(values | {"parts": parts, "part": part}, currency) for part in range(parts)]


def owned(goal: str, found: Done) -> Owned:
    """Who identities belong to now: asked of the store in which the goal is, so that orders need no columns."""
    if goal != ORDERED:
        return owners
    moved = _asked_for(sql.FURTHER, found.people) if found.moved is None else found.moved
    return lambda numbers: _now(numbers, moved)


def now_of(numbers: Numbers) -> Numbers:
    """Whose these identities are now, asked of the state. Shapes: (n,) -> (n,)."""
    return _now(numbers, _all_moved() if len(numbers) > FEW else _asked_for(sql.OWNERS, numbers))


def _orders(since_ms: int, until_ms: int) -> Done:
    names: dict[str, int] = {}
    with connection.cursor() as cursor:
        cursor.execute(sql.ORDERS, [since_ms, until_ms])
        rows = [(*row[:3], names.setdefault(row[3], len(names))) for row in cursor.fetchall()]
    found = np.array(rows, np.int64).reshape(-1, 4)
    # A few are looked up one by one; for many, all that have moved are read in one go, which is five times faster.
    of, every = found[:, 0], _all_moved() if len(found) > FEW else None
    people = _now(of, _asked_for(sql.OWNERS, of) if every is None else every)
    return Done(people, found[:, 1], found[:, 2].astype(np.float64), found[:, 3], tuple(names), every)


def _now(numbers: Numbers, moved: Numbers) -> Numbers:
    """Whose these are; who is not in `moved` is their own. Shapes: (n,), (m, 2) -> (n,)."""
    if not len(moved):
        return numbers
    places = np.searchsorted(moved[:, 0], numbers).clip(max=len(moved) - 1)
    return np.where(moved[places, 0] == numbers, moved[places, 1], numbers)


def _asked_for(statement: str, numbers: Numbers) -> Numbers:
    rows: list[tuple[int, int]] = []
    asked = np.unique(numbers).tolist()
    with connection.cursor() as cursor:
        for start in range(0, len(asked), PART):
            part = asked[start : start + PART]
            cursor.execute(statement.format(marks=marks(len(part))), part)
            rows += cursor.fetchall()
    return np.array(sorted(rows), np.int64).reshape(-1, 2)


def _all_moved() -> Numbers:
    """Identities that are not their profile's leading one, ascending."""
    parts = [np.zeros((0, 2), np.int64)]
    with connection.cursor() as cursor:
        cursor.execute(sql.ALL_MOVED)
        while rows := cursor.fetchmany(ROWS):
            parts.append(np.array(rows, np.int64))
    found = np.concatenate(parts)
    return found[np.argsort(found[:, 0], kind="stable")]


def _events(values: dict[str, object], currency: str) -> Done:
    raw = columns.packed(sql.EVENTS.format(person=PERSON), values)
    rows = np.frombuffer(raw, [("person", "<i8"), ("at", "<i8"), ("revenue", "<f8"), ("currency", "S3")])
    kinds, places = np.unique(rows["currency"], return_inverse=True)
    names = tuple(one.decode("ascii", "replace") or currency for one in kinds.tolist())
    minor = np.zeros(len(rows))
    for place, name in enumerate(names):
        units = 10 ** money.decimals(name)
        minor[places == place] = np.rint(rows["revenue"][places == place] * units)
    return Done(rows["person"].copy(), rows["at"].copy(), minor, places.astype(np.int64), names)
