"""How much of what is open will probably be used: as it was with what was given before, day by day of its age.

Of all lots of the program that were as old, unused and still valid, the share whose first use came on that day (the
hazard of that age) is taken for those that are that old now, up to the last day on which each can be used. What lies
beyond the greatest age ever seen counts as nothing. No season and no reminder is known to it.
"""

from collections import defaultdict

import msgspec
from django.db import connection

from polku.act.rewards.ledger.models import Program
from polku.act.rewards.ledger.open import as_of
from polku.kit import clock

# Lots by the day on which they could be used first, and the last one; how many, and how many of these are open and
# unused: asked of each by the index on lots, for to join all uses at once may compare each lot with all of them. Days
# are of UTC.
LOTS = """
SELECT l.from_ms / 86400000, (l.until_ms - 1) / 86400000, COUNT(*),
    SUM(CASE WHEN l."left" > 0 AND l.until_ms > %s AND NOT EXISTS (
        SELECT 1 FROM reward_movement u WHERE u.lot = l.id AND u.kind = 'use'
    ) THEN 1 ELSE 0 END)
FROM reward_lot l
WHERE l.program_id = %s
GROUP BY 1, 2
"""
# After how many days lots were used first.
USES = """
SELECT u.at_ms / 86400000 - l.from_ms / 86400000, COUNT(*)
FROM (SELECT lot, MIN(at_ms) AS at_ms FROM reward_movement WHERE program_id = %s AND kind = 'use' GROUP BY lot) u
JOIN reward_lot l ON l.id = u.lot
GROUP BY 1
"""
LONGEST = 3_660


class Forecast(msgspec.Struct, frozen=True):
    """`open`: lots that were never used and can be; `expected`: so many of them will be."""

    open: int
    expected: float


def forecast(program: Program, *, now_ms: int) -> Forecast:
    with connection.cursor() as cursor:
        cursor.execute(LOTS, [as_of(program, now_ms), program.pk])
        lots = [(int(first), int(last), int(count), int(unused)) for first, last, count, unused in cursor.fetchall()]
        cursor.execute(USES, [program.pk])
        uses = {max(0, int(age)): int(count) for age, count in cursor.fetchall()}
    today = now_ms // clock.DAY_MS
    seen: dict[int, int] = defaultdict(int)  # by age in days that could be seen: how many lots
    for first, last, count, _unused in lots:
        if first <= today:
            seen[min(today, last) - first] += count
    hazards = _hazards(seen, uses)
    expected = sum(unused * _share(hazards, max(0, today - first), last - first) for first, last, _n, unused in lots)
    return Forecast(sum(unused for *_days, unused in lots), expected)


def _hazards(seen: dict[int, int], uses: dict[int, int]) -> list[float]:
    """By age: of those that came to it unused, the share that was used at it."""
    longest = min(LONGEST, max(seen, default=0))
    left, used, found = sum(seen.values()), 0, []
    for age in range(longest + 1):
        at_risk = left - used
        found.append(min(1.0, uses.get(age, 0) / at_risk) if at_risk > 0 else 0.0)
        used += uses.get(age, 0)
        left -= seen.get(age, 0)
    return found


def _share(hazards: list[float], age: int, last: int) -> float:
    unused = 1.0
    for hazard in hazards[age : last + 1]:
        unused *= 1 - hazard
    return 1 - unused
