"""Programs with a budget, counted again from their movements: those that have spent it give nothing more."""

from datetime import datetime

import msgspec

from polku.act.rewards.budgets.cost import count_anew, liability
from polku.act.rewards.ledger.budget import SCOPE, stop
from polku.act.rewards.ledger.models import Counter, Program
from polku.kit import clock

WARNED = 80  # percent
OPEN = "open"  # the scope under which what is open is kept


class Spent(msgspec.Struct, frozen=True):
    """`open_minor`: what is open, where the budget is to hold that too; `cost_minor` without it."""

    program: Program
    cost_minor: int
    open_minor: int

    @property
    def counted_minor(self) -> int:
        return self.cost_minor + self.open_minor

    @property
    def percent(self) -> int:
        return 100 * self.counted_minor // (self.program.budget_minor or 1)


def spent(program: Program, *, now: datetime) -> Spent:
    """Of one that has a budget: counted, and kept for whoever looks before the next time."""
    cost = count_anew(program)
    held = (liability(program, now_ms=clock.to_ms(now)) or 0) if program.is_open_counted else 0
    Counter.objects.update_or_create(program_id=program.pk, scope=OPEN, defaults={"count": held})
    return Spent(program, cost, held)


def tick(now: datetime) -> int:
    """Returns how many were stopped."""
    live = Program.objects.filter(state=Program.State.LIVE, budget_minor__isnull=False)
    found = [spent(row, now=now) for row in live]
    return sum(stop(one.program, one.cost_minor) for one in found if one.percent >= 100)


def near() -> list[Spent]:
    """Those that are to be looked at: a good part of the budget is spent, or all of it. As of the last count."""
    rows = Program.objects.filter(budget_minor__isnull=False).exclude(state=Program.State.ENDED)
    programs = {row.pk: row for row in rows.order_by("pk")}
    counts = Counter.objects.filter(program_id__in=programs, scope__in=(SCOPE, OPEN))
    kept = {(number, scope): count for number, scope, count in counts.values_list("program_id", "scope", "count")}
    found = [Spent(row, kept.get((pk, SCOPE), 0), kept.get((pk, OPEN), 0)) for pk, row in programs.items()]
    return [one for one in found if one.percent >= WARNED]
