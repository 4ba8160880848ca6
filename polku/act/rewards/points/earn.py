"""Giving points: once for each cause and person. Where they owe some, that is paid first."""

from datetime import datetime

from django.db import transaction

from polku.act.rewards.coupons.issue import NotLive, is_given
from polku.act.rewards.ledger.grant import Each, grant_each
from polku.act.rewards.ledger.models import Program, Terms
from polku.act.rewards.points import debts
from polku.act.rewards.points.terms import PointsTerms, read
from polku.act.rewards.points.whose import all_of
from polku.kit import clock
from polku.know.teams.begin import the_team


def current(program: Program) -> tuple[Terms, PointsTerms]:
    """The terms on which they are given now."""
    row = Terms.objects.filter(program=program).select_related("program").order_by("-number")[0]
    return row, read(row.terms)


@transaction.atomic
def earn(
    program: Program,
    identity: int,
    amount: int,
    cause: str,
    *,
    now: datetime,
    store: str = "",
    by: str = "",
    is_pending: bool = False,
    is_promised: bool = False,
) -> bool:
    """Whether they got them just now; False: they have them of this cause. Raises NotLive.

    `is_pending`: as those of a purchase are, until it can no longer be given back.
    """
    if not is_given(program, is_promised=is_promised):
        raise NotLive
    row, terms = current(program)
    begins, ends = terms.window(earned=now, now=now, zone=the_team().time_zone)
    now_ms = clock.to_ms(now)
    wanted = Each(identity, amount, f"{program.pk}/{cause}", begins if is_pending else now_ms, ends, store=store, by=by)
    is_new = bool(grant_each(row, [wanted], now_ms=now_ms))
    if is_new:
        debts.pay(program, all_of(identity), now_ms=now_ms)
    return is_new
