"""Whose day it is, in parts: of a million people a few thousand, and never all of them at once."""

import json
import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import connection

from polku.kit import clock

PART = 50_000  # people that are looked at in one question
YEARS = 60

Part = Sequence[tuple[int, int | None]]  # profile, and in which year it was; None: not said

# The last of the next so many people. Primary key.
STEP = "SELECT MAX(id) FROM (SELECT id FROM profile WHERE id > %s ORDER BY id LIMIT %s) AS part"
# Of these, whose traits hold such a day somewhere. Primary key.
NAMING = "SELECT id, traits FROM profile WHERE id > %s AND id <= %s AND ({likes})"
# Of these, who became known within one of these spans; a browser without a name is nobody's membership.
SINCE = """
SELECT p.id, p.first_seen_ms
FROM profile p
WHERE p.id > %s AND p.id <= %s AND ({spans}) AND EXISTS (
    SELECT 1 FROM identity i WHERE i.profile_id = p.id AND i.kind NOT IN ('anonymous_id', 'push')
)
"""

# 1990-05-17, whatever follows; 05-17; --05-17
DAY = re.compile(r"^(?:(\d{4})-|--)?(\d\d)-(\d\d)(?:$|[T ])")


def born_on(field: str, day: date) -> Iterator[Part]:
    """Who has this day of the year in a field."""
    days = _also_leap(day)
    likes = " OR ".join(["traits LIKE %s"] * len(days))
    values = [*(f"%-{one}%" for one in days), *(f'%"{one}%' for one in days)]
    statement = NAMING.format(likes=f"{likes} OR {likes}")
    for start, end in _steps():
        with connection.cursor() as cursor:
            cursor.execute(statement, [start, end, *values])
            rows = cursor.fetchall()
        yield [(number, year) for number, traits in rows for year in _year(traits, field, days)]


def known_since(day: date, *, zone: ZoneInfo) -> Iterator[Part]:
    """Who became known on this day of an earlier year."""
    spans = [span for ago in range(1, YEARS + 1) if (span := _span(day, day.year - ago, zone)) is not None]
    statement = SINCE.format(spans=" OR ".join(["(p.first_seen_ms >= %s AND p.first_seen_ms < %s)"] * len(spans)))
    values = [instant for span in spans for instant in span]
    for start, end in _steps():
        with connection.cursor() as cursor:
            cursor.execute(statement, [start, end, *values])
            rows = cursor.fetchall()
        yield [(number, clock.from_ms(since).astimezone(zone).year) for number, since in rows]


def _steps() -> Iterator[tuple[int, int]]:
    start = -1
    while True:
        with connection.cursor() as cursor:
            cursor.execute(STEP, [start, PART])
            row = cursor.fetchone()
        if row is None or row[0] is None:
            return
        yield start, row[0]
        start = row[0]


def _also_leap(day: date) -> list[str]:
    """05-17; on the 28th of February of a short year the 29th as well."""
    days = [f"{day:%m-%d}"]
    return [*days, "02-29"] if days == ["02-28"] and (day + timedelta(days=1)).month == 3 else days


def _year(traits: str, field: str, days: Sequence[str]) -> Iterator[int | None]:
    said = json.loads(traits).get(field)
    found = DAY.match(said.strip()) if isinstance(said, str) else None
    if found and f"{found[2]}-{found[3]}" in days:
        yield int(found[1]) if found[1] else None


def _span(day: date, year: int, zone: ZoneInfo) -> tuple[int, int] | None:
    """From when until when it was that day of a year; on the 28th of a short February, the 29th of a long one too."""
    if year < 1971 or (f"{day:%m-%d}" == "02-29" and not _is_long(year)):
        return None
    first = date(year, day.month, day.day)
    last = date(year, 2, 29) if len(_also_leap(day)) > 1 and _is_long(year) else first
    begins, ends = (datetime.combine(one, time(), zone) for one in (first, last + timedelta(days=1)))
    return clock.to_ms(begins), clock.to_ms(ends)


def _is_long(year: int) -> bool:
    return (date(year, 3, 1) - timedelta(days=1)).day == 29
