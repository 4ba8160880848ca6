"""Whether more was given or used than was ever allowed: counted from the movements, not from what counts the limits."""

from collections import Counter as Counts
from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection

from polku.act.rewards.ledger.models import Terms
from polku.kit import clock
from polku.know.teams.begin import the_team
from polku.know.teams.models import TrailEntry

# Of each program: how often it was given (less what was taken back, which may be given again), and used (less what
# was undone). Whoever was forgotten is missing: there can be less than was counted, never more. Reads every movement.
HAPPENED = """
SELECT program_id,
    SUM(CASE kind WHEN 'grant' THEN 1 WHEN 'withdrawn' THEN -1 ELSE 0 END),
    SUM(CASE kind WHEN 'use' THEN 1 WHEN 'back' THEN -1 ELSE 0 END)
FROM reward_movement GROUP BY program_id
"""


# When it was used, less what was undone. Index reward_movement_program.
USES = """
SELECT u.at_ms FROM reward_movement u
WHERE u.program_id = %s AND u.at_ms >= %s AND u.kind = 'use'
    AND NOT EXISTS (SELECT 1 FROM reward_movement b WHERE b.of = u.id)
"""


def wrong() -> Iterator[str]:
    """A sentence for each program that went beyond its limits. For engineers: `polku doctor`."""
    allowed = _allowed()
    with connection.cursor() as cursor:
        cursor.execute(HAPPENED)
        happened = {int(number): (int(given), int(used)) for number, given, used in cursor.fetchall()}
    for number, (given, used) in sorted(happened.items()):
        most_given, most_used, most_day = allowed.get(number, (None, None, None))
        if most_given is not None and given > most_given:
            yield f"program {number} was given {given} times, and {most_given} is the most it ever allowed"
        if most_used is not None and used > most_used:
            yield f"program {number} was used {used} times, and {most_used} is the most it ever allowed"
        if most_day is not None:
            for day, times in _days(number):
                if times > most_day:
                    yield f"program {number} was used {times} times on {day}, and {most_day} is the most it allows"


def _days(program: int) -> list[tuple[str, int]]:
    """How often it was used on each day by the team's clock, since that was set last: before, days were others."""
    moved = TrailEntry.objects.filter(kind="team", after__has_key="time_zone").order_by("-at").first()
    since_ms = clock.to_ms(moved.at) + 2 * clock.DAY_MS if moved is not None else 0
    zone = ZoneInfo(the_team().time_zone or "UTC")
    with connection.cursor() as cursor:
        cursor.execute(USES, [program, since_ms])
        days = Counts(clock.from_ms(at_ms).astimezone(zone).date().isoformat() for (at_ms,) in cursor.fetchall())
    return sorted(days.items())


def _allowed() -> dict[int, tuple[int | None, int | None, int | None]]:
    """The most that any terms of a program allow; None where some of them had no limit."""
    limits: dict[int, list[dict[str, Any]]] = {}
    for number, terms in Terms.objects.values_list("program_id", "terms"):
        limits.setdefault(number, []).append(terms.get("limits") or {})
    return {
        number: (_most(those, "total"), _most(those, "used"), _most(those, "used_day"))
        for number, those in limits.items()
    }


def _most(limits: list[dict[str, Any]], name: str) -> int | None:
    found = [one.get(name) for one in limits]
    return None if None in found else max(int(one) for one in found if one is not None)
