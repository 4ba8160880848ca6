"""Where people were last: a person's store, of some that are asked about.

The one rule: the store of their latest event or order that names one of these; of several on the same day the one
whose key comes first.
"""

from collections.abc import Iterable, Sequence

from django.db import connection

from polku.kit import bulk
from polku.kit.arrays import Numbers, np
from polku.know.people.stores import sql

FEW = 20_000  # people; more are found sooner by looking at all visits


def last_stores(people: Numbers, keys: Sequence[str]) -> Numbers:
    """For each the place of their store among `keys`; -1 for none. `people`: profiles, ascending. Shapes: (people,)."""
    found = np.full(len(people), -1, np.int64)
    if not len(people) or not keys:
        return found
    order = sorted(keys)
    rows = _visits(people, order)
    # By person, the latest day last, and of one day the key that comes first.
    rows = rows[np.lexsort((-rows["store"], rows["day"], rows["profile"]))]
    is_last = np.append(rows["profile"][1:] != rows["profile"][:-1], True)[: len(rows)]
    rows = rows[is_last]
    place = np.searchsorted(people, rows["profile"]).clip(max=len(people) - 1)
    is_ours = people[place] == rows["profile"]
    given = np.array([keys.index(key) for key in order], np.int64)
    found[place[is_ours]] = given[rows["store"][is_ours]]
    return found


def _visits(people: Numbers, order: Sequence[str]) -> "np.ndarray":
    number = {key: place for place, key in enumerate(order)}
    kind = [("profile", "<i8"), ("day", "<i8"), ("store", "<i8")]
    with connection.cursor() as cursor:
        rows: Iterable[Sequence[object]]
        if len(people) <= FEW:
            profiles = people.tolist()
            rows = bulk.ask(cursor, sql.VISITS, sql.VISITS_FROM, keys=profiles, vendor=connection.vendor)
        else:
            cursor.execute(f"SELECT {sql.VISITS} FROM {sql.ALL_VISITS}")  # noqa: S608 - ours
            rows = cursor
        told = ((profile, day, number[store]) for profile, day, store in rows if store in number)
        return np.fromiter(told, kind)
