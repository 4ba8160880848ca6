"""What became of what was given, by how long ago that was: how much was used, how much ran out."""

import msgspec

from polku.act.rewards.ledger.models import Program
from polku.kit import clock
from polku.learn.reports.rewards.asked import ask

STEPS = (30, 90, 180, 365, 730)  # days
LONG_AGO_MS = -(2**60)
# {case}: in which span a lot was given. Of each lot what was used and not undone, and what ran out. Every lot is looked
# at: reward_movement_program, primary key of lots, reward_movement_taken.
AGES = """
SELECT {case}, COUNT(*), SUM(g.amount), SUM(t.used), SUM(t.expired), SUM(t.withdrawn),
    SUM(CASE WHEN l.until_ms > %s THEN l."left" ELSE 0 END)
FROM reward_movement g JOIN reward_lot l ON l.id = g.id
LEFT JOIN (
    SELECT m.lot AS lot,
        SUM(CASE m.kind WHEN 'use' THEN m.amount WHEN 'back' THEN -m.amount ELSE 0 END) AS used,
        SUM(CASE m.kind WHEN 'expired' THEN m.amount ELSE 0 END) AS expired,
        SUM(CASE m.kind WHEN 'withdrawn' THEN m.amount ELSE 0 END) AS withdrawn
    FROM reward_movement m WHERE m.program_id = %s AND m.kind <> 'grant' AND m.lot IS NOT NULL GROUP BY m.lot
) t ON t.lot = g.id
WHERE g.program_id = %s AND g.kind = 'grant'
GROUP BY 1 ORDER BY 1
"""


class Age(msgspec.Struct, frozen=True):
    """What was given up to `days` ago, and longer ago than the one before; 0: longer ago than all. In units: of coupons
    how often one can be used."""

    days: int
    lots: int
    given: int
    used: int
    expired: int
    withdrawn: int
    open: int

    @property
    def breakage(self) -> float:
        return self.expired / self.given


def ages(program: Program, *, now_ms: int) -> list[Age]:
    """The youngest first; only those of which something was given."""
    spans = [(days, *(span(str(days), now_ms=now_ms) or (0, 0))) for days in (*STEPS, 0)]
    case = " ".join(["WHEN g.at_ms > %s THEN %s"] * len(STEPS))
    values = [value for place, (_days, after, _until) in enumerate(spans[:-1]) for value in (after, place)]
    statement = AGES.format(case=f"CASE {case} ELSE {len(STEPS)} END")
    rows = ask(statement, [*values, now_ms, program.pk, program.pk])
    return [Age(spans[int(place)][0], *(int(one or 0) for one in rest)) for place, *rest in rows]


def span(name: str, *, now_ms: int) -> tuple[int, int] | None:
    """Of "90": after which instant and until which. None: there is no such age."""
    if name == "0":
        return LONG_AGO_MS, now_ms - STEPS[-1] * clock.DAY_MS
    if not name.isdecimal() or int(name) not in STEPS:
        return None
    place = STEPS.index(int(name))
    # What is dated ahead counts as given just now.
    until = now_ms - STEPS[place - 1] * clock.DAY_MS if place else 2**60
    return now_ms - STEPS[place] * clock.DAY_MS, until
