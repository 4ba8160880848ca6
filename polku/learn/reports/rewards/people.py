"""The people behind each number of a program's report: as many as it says."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import islice

import msgspec
from django.db import connection

from polku.act.rewards.ledger.models import Program
from polku.learn.reports.rewards import ladder, seen, segments
from polku.learn.reports.rewards.asked import ask
from polku.learn.reports.rewards.came import people as came
from polku.learn.reports.rewards.friends import people as friends
from polku.learn.reports.rewards.rows import Rows, Unknown, check, rows_of

__all__ = ["Line", "Unknown", "count", "people"]

SEEN, SEGMENT, RANK = "seen", "segment", "rank"
# Each person once; who is not known (identity 0) is none. {source}: rows with an identity and an instant.
PEOPLE = """
SELECT MIN(m.identity_id), MAX(m.at_ms)
FROM ({source}) m LEFT JOIN identity i ON i.id = m.identity_id
WHERE m.identity_id <> 0
GROUP BY COALESCE(i.profile_id, m.identity_id)
{having}
"""
IN_ORDER = PEOPLE + "ORDER BY 2 DESC, 1"
COUNT = f"SELECT COUNT(*) FROM ({PEOPLE}) people"  # noqa: S608 ours
COUNT_ALL = """
SELECT COUNT(DISTINCT COALESCE(i.profile_id, NULLIF(m.identity_id, 0)))
FROM ({source}) m LEFT JOIN identity i ON i.id = m.identity_id
"""


class Line(msgspec.Struct, frozen=True):
    """`identity`: one of theirs. `at_ms`: when it last happened; None where that is nothing of an instant."""

    identity: int
    at_ms: int | None


def people(
    program: Program, kind: str, *, by: str = "", key: str = "", now: datetime, skip: int = 0, most: int | None = None
) -> Iterator[Line]:
    """The latest first. Raises Unknown; of what was seen and of segments columns.ColumnsError."""
    if kind == SEEN and not by:
        return (Line(*one) for one in seen.who_saw(program, skip=skip, most=most))
    if by == SEGMENT:
        return (Line(one, None) for one in segments.members(program, kind, key, now=now, skip=skip, most=most))
    if by == RANK and ladder.is_base(program, key):
        return (Line(one, None) for one in ladder.on_base(program, now=now, skip=skip, most=most))
    found = _found(program, kind, by, key, now)
    if isinstance(found, Rows):
        return _stated(found, skip=skip, most=most)
    return (Line(*one) for one in islice(found, skip, None if most is None else skip + most))


def count(program: Program, kind: str, *, by: str = "", key: str = "", now: datetime) -> int:
    """How many that are. Raises as `people` does."""
    if kind == SEEN and not by:
        return seen.seen(program)[0] or 0
    if by == SEGMENT:
        return segments.count(program, kind, key, now=now)
    if by == RANK and ladder.is_base(program, key):
        return ladder.base_count(program, now=now)
    found = _found(program, kind, by, key, now)
    if not isinstance(found, Rows):
        return len(found)
    statement = (COUNT if found.having else COUNT_ALL).format(source=found.source, having=found.having)
    return int(ask(statement, [*found.values, *found.more])[0][0])


def _found(program: Program, kind: str, by: str, key: str, now: datetime) -> Rows | Sequence[tuple[int, int]]:
    """What the database is to be asked, or the people themselves and when it last happened."""
    if by == RANK:
        return ladder.rows_of(program, key)
    if kind in friends.KINDS:
        return friends.people(program, kind, by, key)
    if by in came.PARTS:
        check(kind, by)
        return came.rows(program, kind, by, key, now=now) or came.one_by_one(program, kind, key)
    return rows_of(program, kind, by=by, key=key, now=now)


def _stated(found: Rows, *, skip: int, most: int | None) -> Iterator[Line]:
    statement = IN_ORDER.format(source=found.source, having=found.having)
    values = [*found.values, *found.more]
    if most is not None:
        statement, values = f"{statement} LIMIT %s OFFSET %s", [*values, most, skip]
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        while part := cursor.fetchmany(1_000):
            yield from (Line(int(identity), at_ms or None) for identity, at_ms in part)
