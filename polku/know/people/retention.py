"""People who have not been seen for long: all of them, or those of whom no more than a device is known."""

from collections.abc import Sequence

from django.db import connection

from polku.know.events.forgetting.reasons import kept
from polku.know.events.retention import BY, Kept, is_forgetting
from polku.know.people.erase import erase
from polku.know.people.models import Profile

PEOPLE = 2_000  # in one go: the columns cost the same for one as for all

# Who was last seen (or, never seen themselves, heard of) before. Index on last_seen_ms.
QUIET = """
FROM profile p
WHERE p.last_seen_ms < %s AND p.first_seen_ms < %s
"""
# … and is nobody but a browser or an app.
ANONYMOUS = """
AND p.email = '' AND p.phone = '' AND p.orders = 0
AND NOT EXISTS (
    SELECT 1
    FROM identity i
    WHERE i.profile_id = p.id AND i.kind NOT IN ('anonymous_id', 'push')
)
"""


def of_people() -> Kept:
    return Kept("people", lambda before, _name: _count(before, ""), lambda before, _name: _forget(before, ""))


def of_anonymous() -> Kept:
    return Kept(
        "anonymous", lambda before, _name: _count(before, ANONYMOUS), lambda before, _name: _forget(before, ANONYMOUS)
    )


def _count(before: int, also: str) -> int:
    return int(_ask(f"SELECT COUNT(*) {QUIET} {also}", before)[0][0])


def _forget(before: int, also: str) -> int:
    if is_forgetting():
        return 0
    numbers = [row[0] for row in _ask(f"SELECT p.id {QUIET} {also} ORDER BY p.last_seen_ms LIMIT {PEOPLE}", before)]
    people: list[Profile] = []
    for start in range(0, len(numbers), 1_000):
        people += Profile.objects.in_bulk(numbers[start : start + 1_000]).values()
    if people:
        erase(people, by=BY, reason=kept())
    return len(people)


def _ask(statement: str, before: int) -> Sequence[tuple[int, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, [before, before])
        rows: list[tuple[int, ...]] = cursor.fetchall()
    return rows
