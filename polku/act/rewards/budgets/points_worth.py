"""What points are worth in money: what they take off a price, or else what people get for them."""

from collections.abc import Mapping

import msgspec
from django.db import connection

from polku.act.rewards.budgets.averages import average_minor
from polku.act.rewards.ledger.models import Program, Terms
from polku.act.rewards.points.terms import PointsTerms, Reward, read

# How often people spent so many at once for a reward: of these no money was taken off. Index reward_movement_taken.
SPENT = """
SELECT total, COUNT(*)
FROM (
    SELECT m.cause, SUM(m.amount) AS total
    FROM reward_movement m
    WHERE m.program_id = %s AND m.kind = 'use' AND m.lot IS NOT NULL AND m.cause LIKE 'burn/%%'
        AND NOT EXISTS (SELECT 1 FROM reward_movement b WHERE b.of = m.id)
    GROUP BY m.cause HAVING SUM(m.money_minor) = 0
) t
GROUP BY total
"""


class Worth(msgspec.Struct, frozen=True):
    """`points` are worth `minor`. `reward`: which one says so; "": the rate at which they take something off."""

    points: int
    minor: int
    reward: str = ""

    def of(self, points: int) -> int:
        """Rounded down once, as everything that points take off is."""
        return points * self.minor // self.points


def worth(program: Program) -> Worth | None:
    """By the rate. Without one by the reward that was taken most often, or else by the cheapest, of those of which it
    is known what they are worth. None where nothing says it."""
    row = Terms.objects.filter(program=program).order_by("-number").first()
    if row is None:
        return None
    terms = read(row.terms)
    if terms.rate is not None:
        return Worth(terms.rate.points, terms.rate.minor)
    for one in _in_turn(program, terms):
        minor = _minor(one, program.currency)
        if minor:
            return Worth(one.points, minor, one.title)
    return None


def _in_turn(program: Program, terms: PointsTerms) -> list[Reward]:
    """The most usual first; of those alike the cheapest."""
    with connection.cursor() as cursor:
        cursor.execute(SPENT, [program.pk])
        often: Mapping[int, int] = {int(total): int(times) for total, times in cursor.fetchall()}
    return sorted(terms.rewards, key=lambda one: (-often.get(one.points, 0), one.points))


def _minor(reward: Reward, currency: str) -> int | None:
    """An amount that its coupon promises, or what uses of it took off on the average."""
    program = Program.objects.filter(pk=reward.prize.program, kind=Program.Kind.COUPON, currency=currency).first()
    if program is None:
        return None
    row = Terms.objects.filter(program=program).order_by("-number").first()
    benefit = (row.terms.get("benefit") or {}) if row is not None else {}
    if benefit.get("kind") == "amount":
        return int(benefit.get("minor", 0))
    return average_minor(program.pk)
