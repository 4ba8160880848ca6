"""Coupons that are used as often as they may be are not offered: in a price, at the till, in the wallet."""

from datetime import timedelta

import pytest

from polku.act.rewards.coupons import held, redeem, wallet
from polku.act.rewards.coupons.full import full
from polku.act.rewards.coupons.issue import issue
from polku.act.rewards.coupons.price import price
from polku.act.rewards.ledger.models import Lot
from polku.act.rewards.pricing.basket import Basket, Line, Moment
from polku.act.rewards.till import customer
from polku.act.rewards.till.teller import Teller
from tests.act.rewards import made
from tests.act.rewards.made import NOW, NOW_MS

pytestmark = pytest.mark.django_db
TENTH = {"benefit": {"kind": "percent", "percent": 10}}
BASKET = Basket((Line("sencha", 1, 1_000),), "EUR")


def coupon(who, **limits):
    program = made.coupon(**TENTH, limits=limits)
    issue(program, who, "welcome", now=NOW)
    return [Lot.objects.get(program_id=program.pk, identity_id=one) for one in who]


@pytest.mark.parametrize(
    ("limits", "state"),
    [
        ({"used": 1, "uses": 3}, "all"),
        ({"used_day": 1, "uses": 3}, "day"),
        ({"person_day": 1, "uses": 3}, "today"),
        ({"used": 1, "used_day": 1, "person_day": 1, "uses": 3}, "all"),
    ],
)
def test_what_has_been_used_as_often_as_it_may_be_is_said_wherever_it_is_looked_at(limits, state):
    made.team()
    devi = made.person("devi")
    [lot] = coupon([devi], **limits)
    redeem.redeem("k-1", redeem.Wanted(lot.pk, NOW))

    coupons = wallet.coupons([devi], now_ms=NOW_MS)
    priced = price(BASKET, coupons, Moment(NOW), now_ms=NOW_MS)
    [shown] = customer.customer("devi", Teller("member:1"), store="", now=NOW).coupons

    assert (priced.total_minor, {why.word for why in priced.unused.values()}) == (
        1_000,
        {"day" if state == "day" else "limit"},
    )
    assert "has been used as often as" in shown.why
    assert [one.state for one in held.held([devi], now_ms=NOW_MS)] == [state]
    assert held.one(lot.pk, [devi], now_ms=NOW_MS).state == state
    tomorrow = full(coupons, now=NOW + timedelta(days=1))
    assert tomorrow == ({lot.pk: "all"} if state == "all" else {})


def test_many_are_looked_up_at_once_and_those_without_limits_not_at_all(django_assert_num_queries):
    made.team()
    people = [made.person(f"p-{nth}") for nth in range(5)]
    for _program in range(3):
        coupon(people, used=2, person_day=1)
    coupon(people)

    all_of_them = wallet.coupons(people, now_ms=NOW_MS)
    assert len(all_of_them) == 20

    with django_assert_num_queries(3):  # the team, who they are, what was counted
        assert full(all_of_them, now=NOW) == {}
    with django_assert_num_queries(0):
        assert full([one for one in all_of_them if one.terms.limits.used is None], now=NOW) == {}
