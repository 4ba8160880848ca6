"""What became of what was given, by how long ago that was: how much was used, how much ran out."""

import msgspec

from polku.act.rewards.ledger.models import Program
from polku.act.rewards.ledger.open import as_of
from polku.kit import clock
from polku.learn.reports.rewards.asked import ask

STEPS = (30, 90, 180, 365, 730)  # days
LONG_AGO_MS = -(2**60)
# {case}: in which span a lot was given. What moved in these, and what is left that can be used: each movement looks its
# grant up by its number. reward_movement_program, reward_lot_program, primary keys.
MOVED = """
SELECT {case}, COUNT(CASE WHEN m.kind = 'grant' THEN 1 END),
    SUM(CASE m.kind WHEN 'grant' THEN m.amount ELSE 0 END),
    SUM(CASE m.kind WHEN 'use' THEN m.amount WHEN 'back' THEN -m.amount ELSE 0 END),
    SUM(CASE m.kind WHEN 'expired' THEN m.amount ELSE 0 END),
    SUM(CASE m.kind WHEN 'withdrawn' THEN m.amount ELSE 0 END)
FROM reward_movement m JOIN reward_movement g ON g.id = COALESCE(m.lot, m.id)
WHERE m.program_id = %s
GROUP BY 1 ORDER BY 1
"""
OPEN = """
SELECT {case}, SUM(l."left") FROM reward_lot l JOIN reward_movement g ON g.id = l.id
WHERE l.program_id = %s AND l.until_ms > %s AND l."left" > 0
GROUP BY 1
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
    whole = f"CASE {case} ELSE {len(STEPS)} END"
    still = ask(OPEN.format(case=whole), [*values, program.pk, as_of(program, now_ms)])
    left = {int(place): int(much) for place, much in still}
    found = []
    for place, *rest in ask(MOVED.format(case=whole), [*values, program.pk]):
        lots, given, used, expired, withdrawn = (int(one or 0) for one in rest)
        days, *_span = spans[int(place)]
        found.append(Age(days, lots, given, used, expired, withdrawn, left.get(int(place), 0)))
    return found


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
