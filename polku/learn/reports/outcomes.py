"""Who did something within a time, and what it was worth: everybody at once, as columns of numbers."""

from dataclasses import dataclass

from django.db import connection

from polku.kit import columns, money
from polku.kit.arrays import Floats, Numbers, np
from polku.know.people.columns import PERSON
from polku.learn.reports import outcomes_sql as sql

ORDERED = "Order Completed"


@dataclass(frozen=True)
class Outcomes:
    """One entry for each person who did it at all. Shapes: all (people,)."""

    people: Numbers  # numbers of profiles, as of now
    revenue: Floats  # in whole units of the team's currency


def outcomes(goal: str, *, since_ms: int, until_ms: int, currency: str) -> Outcomes:
    """Of orders, as they stand by now: less refunds, without those called off, each once however often it was told.

    Of any other event: the sum of `revenue`, where there is one in the team's currency. Raises columns.ColumnsError.
    """
    if goal == ORDERED:
        return _orders(since_ms, until_ms, currency)
    values = {"goal": goal, "since": since_ms, "until": until_ms, "currency": currency}
    found = columns.packed(sql.EVENTS.format(person=PERSON), values)
    rows = np.frombuffer(found, [("person", "<i8"), ("revenue", "<f8")])
    return Outcomes(rows["person"].copy(), rows["revenue"].copy())


def owners(numbers: Numbers) -> Numbers:
    """The profiles to which these identities belong now; who was merged into nobody is their own. Shape as given."""
    moved = np.frombuffer(columns.packed(sql.MOVED), [("identity", "<i8"), ("profile", "<i8")])
    if not len(moved):
        return numbers
    places = np.searchsorted(moved["identity"], numbers).clip(max=len(moved) - 1)
    return np.where(moved["identity"][places] == numbers, moved["profile"][places], numbers)


def _orders(since_ms: int, until_ms: int, currency: str) -> Outcomes:
    with connection.cursor() as cursor:
        cursor.execute(sql.ORDERS, [currency, since_ms, until_ms])
        rows = np.array(cursor.fetchall(), np.int64).reshape(-1, 2)
    return Outcomes(rows[:, 0].copy(), (rows[:, 1] * money.to_major(1, currency)).astype(np.float64))
