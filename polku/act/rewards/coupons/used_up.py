"""Which discounts are used up: their limits are full, for all or for this person, or their budget is spent."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

import msgspec
from django.db import connection

from polku.act.rewards.coupons.discounts import Discount, holding
from polku.act.rewards.coupons.redeem import DAY, LIMIT, SPENT, WHO, day_of
from polku.act.rewards.coupons.terms import ALL_DAY
from polku.act.rewards.ledger.budget import SCOPE as COST
from polku.kit.sql import marks
from polku.know.teams.begin import the_team

# What was counted of these. Unique index reward_counter_scope.
COUNTED = "SELECT program_id, scope, count FROM reward_counter WHERE program_id IN ({programs}) AND scope IN ({scopes})"

Counts = Mapping[tuple[int, str], int]


def standing(now: datetime, identities: Sequence[int]) -> list[Discount]:
    """Those that hold at this instant; of those that are used up `why`. `identities`: of the person; none: nobody said
    who it is, so what each has so many times is for nobody. One question; a second where something is counted."""
    found = holding(now)
    day = day_of(now, ZoneInfo(the_team().time_zone))
    given = [f"given:{number}" for number in identities]
    today = [f"used:{number}:{day}" for number in identities]
    counts = counts_of(
        [one.program for one in found if _is_counted(one)], ["given", "used", COST, f"{ALL_DAY}{day}", *given, *today]
    )
    told = [msgspec.structs.replace(one, why=_why(one, counts, day, given, today)) for one in found]
    return [one for one in told if one.is_live or one.why == SPENT]


def _is_counted(one: Discount) -> bool:
    most = one.terms.limits
    limits = (most.total, most.person, most.used, most.used_day, most.person_day, one.budget_minor)
    return any(it is not None for it in limits)


def _why(one: Discount, counts: Counts, day: str, given: Sequence[str], today: Sequence[str]) -> str:
    def taken(*scopes: str) -> int:
        return sum(counts.get((one.program, scope), 0) for scope in scopes)

    most = one.terms.limits
    if one.budget_minor is not None and taken(COST) >= one.budget_minor:
        return SPENT
    for limit, count in ((most.total, taken("given")), (most.used, taken("used"))):
        if limit is not None and count >= limit:
            return LIMIT
    if most.used_day is not None and taken(f"{ALL_DAY}{day}") >= most.used_day:
        return DAY
    if not given and (most.person is not None or most.person_day is not None):
        return WHO
    for limit, count in ((most.person, taken(*given)), (most.person_day, taken(*today))):
        if limit is not None and count >= limit:
            return LIMIT
    return ""


def counts_of(programs: Sequence[int], scopes: Sequence[str]) -> Counts:
    if not programs:
        return {}
    with connection.cursor() as cursor:
        statement = COUNTED.format(programs=marks(len(programs)), scopes=marks(len(scopes)))
        cursor.execute(statement, [*programs, *scopes])
        return {(program, scope): count for program, scope, count in cursor.fetchall()}
