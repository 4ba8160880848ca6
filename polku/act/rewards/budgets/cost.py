"""What a program has cost, and what people can still use is worth at the most."""

from collections.abc import Mapping, Sequence

from django.db import connection

from polku.act.rewards.budgets.open_points import open_points
from polku.act.rewards.ledger import sql
from polku.act.rewards.ledger.budget import SCOPE
from polku.act.rewards.ledger.models import Counter, Program, Terms
from polku.act.rewards.ledger.open import as_of
from polku.kit.sql import marks

FORGOTTEN, FORGOTTEN_USES = "cost:forgotten", "uses:forgotten"  # of people who were forgotten: how much, how often

# What uses took off or cost, less what was undone. Index reward_movement_program.
COST = """
SELECT program_id, SUM((money_minor + beside_minor) * CASE kind WHEN 'use' THEN 1 ELSE -1 END),
    SUM(CASE WHEN kind = 'use' AND money_minor + beside_minor > 0 THEN 1 ELSE 0 END)
FROM reward_movement WHERE program_id IN ({marks}) AND kind IN ('use', 'back') GROUP BY program_id
"""
# The same of these people, in each program. Index reward_movement_person.
THEIRS = """
SELECT program_id, SUM((money_minor + beside_minor) * CASE kind WHEN 'use' THEN 1 ELSE -1 END),
    SUM(CASE WHEN kind = 'use' AND money_minor + beside_minor > 0 THEN 1 ELSE 0 END)
FROM reward_movement WHERE identity_id IN ({marks}) AND kind IN ('use', 'back')
GROUP BY program_id ORDER BY program_id
"""
# What is open, by the terms on which it was given. Index reward_lot_program.
OPEN = """
SELECT terms, SUM("left") FROM reward_lot
WHERE program_id = %s AND "left" > 0 AND until_ms > %s GROUP BY terms
"""


def costs(programs: Sequence[int]) -> Mapping[int, int]:
    """In the smallest units of each one's currency."""
    return {number: cost for number, (cost, _uses) in _costs(programs).items()}


def liability(program: Program, *, now_ms: int) -> int | None:
    """What is open, in money: an amount that is promised and what a gift costs count whole, points by what they are
    worth, anything else as much as a use took off on the average so far. None where nothing says it.
    """
    if program.kind == Program.Kind.POINTS:
        return open_points(program, at_ms=now_ms).minor
    with connection.cursor() as cursor:
        cursor.execute(OPEN, [program.pk, as_of(program, now_ms)])
        open_of = {int(terms): int(left) for terms, left in cursor.fetchall()}
    if not open_of:
        return 0
    cost, uses = _costs([program.pk]).get(program.pk, (0, 0))
    promised = dict(Terms.objects.filter(program=program, number__in=open_of).values_list("number", "terms"))
    total = 0
    for number, left in open_of.items():
        benefit = promised.get(number, {}).get("benefit") or {}
        if benefit.get("kind") == "amount":
            total += left * int(benefit.get("minor", 0))
        elif benefit.get("kind") == "gift" and benefit.get("cost_minor"):
            total += left * int(benefit["cost_minor"])
        elif uses:
            total += left * cost // uses
        else:
            return None
    return total


def count_anew(program: Program) -> int:
    """What it has cost, also where the budget was set while something was used."""
    cost = costs([program.pk]).get(program.pk, 0)
    Counter.objects.update_or_create(program_id=program.pk, scope=SCOPE, defaults={"count": max(0, cost)})
    return cost


def keep(identities: Sequence[int]) -> None:
    """What these people's uses cost, before they are forgotten: without them, so that what was spent stays spent."""
    if not identities:
        return
    with connection.cursor() as cursor:
        cursor.execute(THEIRS.format(marks=marks(len(identities))), list(identities))
        for program, minor, uses in cursor.fetchall():
            for scope, more in ((FORGOTTEN, int(minor or 0)), (FORGOTTEN_USES, int(uses or 0))):
                if more > 0:
                    cursor.execute(sql.SPEND, [int(program), scope, more, more, more])


def forgotten(program: int) -> int:
    """Of its cost, what people had used who are forgotten."""
    return Counter.objects.filter(program_id=program, scope=FORGOTTEN).values_list("count", flat=True).first() or 0


def _costs(programs: Sequence[int]) -> dict[int, tuple[int, int]]:
    if not programs:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(COST.format(marks=marks(len(programs))), list(programs))
        found = {int(number): (int(cost or 0), int(uses or 0)) for number, cost, uses in cursor.fetchall()}
    kept = Counter.objects.filter(program_id__in=programs, scope__in=(FORGOTTEN, FORGOTTEN_USES))
    for number, scope, count in kept.values_list("program_id", "scope", "count"):
        cost, uses = found.get(number, (0, 0))
        found[number] = (cost + count, uses) if scope == FORGOTTEN else (cost, uses + count)
    return found
