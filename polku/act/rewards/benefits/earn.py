"""Giving a benefit: to each once for its meaning, whatever becomes of their names."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import connection, transaction

from polku.act.rewards import prizes
from polku.act.rewards.ledger.models import Program
from polku.act.rewards.prizes import Prize
from polku.kit import bulk, clock
from polku.know.people import find

AT_ONCE = 2_000

# One row for each of these people, unless they have it. Index reward_earned_once.
EARN = """
INSERT INTO reward_earned (program_id, identity_id, meaning, at_ms)
VALUES {rows}
ON CONFLICT (identity_id, program_id, meaning) DO NOTHING
RETURNING identity_id
"""
NAMES = "i.profile_id, e.identity_id"
# Who of these people has it under any of their names. Indexes identity_profile_id, reward_earned_once.
HAD = """identity i JOIN reward_earned e ON e.identity_id = i.id
WHERE i.profile_id {among} AND e.program_id = %s AND e.meaning = %s"""


def earn(program: Program, prize: Prize, profiles: Sequence[int], meaning: str, *, now: datetime) -> int:
    """By the numbers of their profiles. Returns how many had it not yet. Killed in between, it is said again."""
    wanted = sorted(set(profiles))
    parts = (wanted[start : start + AT_ONCE] for start in range(0, len(wanted), AT_ONCE))
    return sum(_earn(program, prize, part, meaning, now=now) for part in parts)


@transaction.atomic
def _earn(program: Program, prize: Prize, part: Sequence[int], meaning: str, *, now: datetime) -> int:
    vendor = connection.vendor
    with connection.cursor() as cursor:
        rows = bulk.ask(cursor, NAMES, HAD, keys=part, vendor=vendor, after=[program.pk, meaning])
        had = {profile for profile, _identity in rows}
        new = [(program.pk, profile, meaning, clock.to_ms(now)) for profile in part if profile not in had]
        earned = [number for (number,) in bulk.change(cursor, EARN, new, vendor=vendor)]
    prizes.give_all(prize, earned, f"benefit:{program.pk}:{meaning}", now=now)
    return len(earned)


def earn_each(program: Program, prize: Prize, earned: Mapping[str, Sequence[int]], *, now: datetime) -> int:
    """By meaning, numbers of identities."""
    belongs = find.profile_ids({number for numbers in earned.values() for number in numbers})
    return sum(
        earn(program, prize, [belongs[number] for number in numbers if number in belongs], meaning, now=now)
        for meaning, numbers in sorted(earned.items())
    )
