"""Which coupons nobody can use for now, because they are used as often as their terms allow."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from polku.act.rewards.coupons.redeem import DAY, LIMIT, day_of, names_of
from polku.act.rewards.coupons.terms import ALL_DAY, CouponTerms
from polku.act.rewards.coupons.used_up import counts_of
from polku.act.rewards.coupons.wallet import Coupon
from polku.know.people import find
from polku.know.teams.begin import the_team

ALL = "used"  # the scope of everybody's uses
# By everybody, for good; by everybody or by this person, until tomorrow.
Full = Literal["all", "day", "today"]
WORDS = {"all": LIMIT, "day": DAY, "today": LIMIT}


def full(held: Sequence[Coupon], *, now: datetime) -> dict[int, Full]:
    """By the numbers of their lots. One question for all of them, one for who they are; none without such limits."""
    limited = [one for one in held if _is_limited(one.terms)]
    if not limited:
        return {}
    others = find.other_names({one.lot.identity_id for one in limited if one.terms.limits.person_day is not None})
    day = day_of(now, ZoneInfo(the_team().time_zone or "UTC"))
    asked = {one.lot.pk: one.terms.use_limits(names_of(one.lot.identity_id, others), day) for one in limited}
    scopes = sorted({scope for limits in asked.values() for limit in limits for scope in limit.scopes})
    counts = counts_of(sorted({one.program.pk for one in limited}), scopes)
    found: dict[int, Full] = {}
    for one in limited:
        spent = [
            limit
            for limit in asked[one.lot.pk]
            if sum(counts.get((one.program.pk, scope), 0) for scope in limit.scopes) >= limit.most
        ]
        if spent:
            found[one.lot.pk] = _which([limit.scope for limit in spent])
    return found


def _is_limited(terms: CouponTerms) -> bool:
    return any(it is not None for it in (terms.limits.used, terms.limits.used_day, terms.limits.person_day))


def _which(scopes: Sequence[str]) -> Full:
    if ALL in scopes:
        return "all"
    return "day" if any(scope.startswith(ALL_DAY) for scope in scopes) else "today"
