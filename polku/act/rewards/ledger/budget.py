"""A program's budget: what its uses cost is counted with each of them, and at its end nothing more is given.

It is counted in the use's own transaction, so the use that reaches the budget stops the program: beyond it goes at the
most what the uses of that one transaction take off, and what people already have, for that was promised.
"""

from collections.abc import Iterable

from django.db import connection

from polku.act.rewards.ledger import sql
from polku.act.rewards.ledger.models import Program
from polku.know.teams import trail

SCOPE = "cost"


def spend(uses: Iterable[tuple[Program, int]]) -> None:
    """Within the transaction of uses, or of one undone (below zero). Programs without a budget cost no statement."""
    sums: dict[int, tuple[Program, int]] = {}
    for program, minor in uses:
        if program.budget_minor is not None and minor:
            sums[program.pk] = program, sums.get(program.pk, (program, 0))[1] + minor
    for number in sorted(sums):  # in one order, so that two never wait for each other
        program, minor = sums[number]
        with connection.cursor() as cursor:
            cursor.execute(sql.SPEND, [number, SCOPE, max(0, minor), minor, minor])
            [(cost,)] = cursor.fetchall()
        if program.budget_minor is not None and cost >= program.budget_minor:
            stop(program, cost)


def stop(program: Program, cost: int) -> bool:
    """Nothing more of it is given. Whether it was live until now."""
    stopped = Program.objects.filter(pk=program.pk, state=Program.State.LIVE).update(state=Program.State.PAUSED)
    if stopped:
        after = {"state": Program.State.PAUSED.value, "cost_minor": cost, "budget_minor": program.budget_minor}
        trail.note(None, "program.spent", subject=f"program:{program.pk}", before={"state": "live"}, after=after)
    return bool(stopped)
