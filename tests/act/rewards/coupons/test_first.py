"""A first purchase is one, also before anybody has reported it."""

from datetime import timedelta

import pytest

from polku.act.rewards.coupons import redeem, wallet
from polku.act.rewards.coupons.issue import issue
from polku.act.rewards.coupons.moment import moment_of
from polku.act.rewards.coupons.price import price
from polku.act.rewards.ledger.promise import TermsProblem
from polku.act.rewards.pricing.basket import Basket, Line
from polku.act.rewards.programs import create
from polku.know.people.models import Profile
from tests.act.rewards import made
from tests.act.rewards.made import NOW, NOW_MS

pytestmark = pytest.mark.django_db
TENTH = {"benefit": {"kind": "percent", "percent": 10}, "conditions": {"is_first_only": True}}
BASKET = Basket((Line("sencha", 1, 1_000),), "EUR")


@pytest.fixture
def devi():
    made.team()
    return made.person("devi")


def held(who, **more):
    issue(made.coupon(**TENTH | more), [who], "welcome", now=NOW)
    return max(one.lot.pk for one in wallet.coupons([who], now_ms=NOW_MS))


def use(key, who, lot, *, at=NOW):
    found = wallet.coupon(lot)
    moment = moment_of(Profile.objects.get(pk=who), [found], at=at, store="")
    try:
        return redeem.redeem(key, redeem.Wanted(lot, at, moment=moment))[0]["use"]
    except redeem.Refused as no:
        return no.word


def test_of_two_that_are_for_a_first_purchase_one_is_used_unless_it_is_undone(devi):
    one, other, for_all = held(devi), held(devi), held(devi, conditions={})
    used = use("k1", devi, one)

    coupons = wallet.coupons([devi], now_ms=NOW_MS)
    priced = price(BASKET, coupons, moment_of(Profile.objects.get(), coupons, at=NOW, store=""), now_ms=NOW_MS)
    assert priced.unused[str(other)].word == use("k2", devi, other) == "first"
    assert isinstance(use("k3", devi, for_all), int)

    redeem.undo("u1", used, by="", at=NOW)
    assert isinstance(use("k2", devi, other), int)


def test_those_that_go_together_are_of_one_purchase(devi):
    one, other, late = (held(devi, is_stackable=True) for _nth in range(3))
    alone = held(devi)

    assert isinstance(use("k1", devi, one), int)
    assert isinstance(use("k2", devi, other, at=NOW + timedelta(minutes=5)), int)
    assert use("k3", devi, alone, at=NOW + timedelta(minutes=5)) == "first"
    assert use("k4", devi, late, at=NOW + timedelta(hours=1)) == "first"


@pytest.mark.parametrize(
    ("valid", "remind", "is_kept"),
    [
        ({"days": 7}, 7, True),
        ({"days": 7}, 8, False),
        ({"days": 0}, 1, False),
        ({"ends": "2026-12-24T20:00:00Z"}, 60, True),
        ({"begins": "2026-12-01T08:00:00Z", "ends": "2026-12-05T20:00:00Z"}, 5, False),
        ({"begins": "2026-12-01T08:00:00Z", "ends": "2026-12-05T20:00:00Z"}, 4, True),
    ],
)
def test_a_reminder_that_would_never_come_is_refused(valid, remind, is_kept, db):
    terms = made.TEA | {"valid": valid, "remind_days": remind}
    if is_kept:
        create("Tea", terms, currency="EUR", by=None)
        return
    with pytest.raises(TermsProblem) as no:
        create("Tea", terms, currency="EUR", by=None)
    assert no.value.problem.field == "remind_days"
