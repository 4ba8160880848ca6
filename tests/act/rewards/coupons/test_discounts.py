"""Discounts that apply by themselves, beside coupons and by the same rules."""

from datetime import timedelta

import pytest

from polku.act.rewards import programs
from polku.act.rewards.coupons import discounts, facts, issue, wallet
from polku.act.rewards.coupons.price import price
from polku.act.rewards.ledger.models import Program
from polku.act.rewards.pricing.basket import Basket, Line, Moment
from polku.kit import clock
from polku.know.teams.models import Team
from tests.conftest import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
NOW_MS = clock.to_ms(NOON)
BASKET = Basket((Line("sencha", 2, 500, "tea/green"),), "EUR")


def made(kind: str, percent: int, **more: object) -> Program:
    Team.objects.get_or_create(name="Kahvila", time_zone="Europe/Helsinki")
    terms = {"title": f"{percent} off", "benefit": {"kind": "percent", "percent": percent}, **more}
    row = programs.create(f"{percent} off", terms, kind=kind, currency="EUR", by=None)
    programs.become(row, "live", by=None)
    return Program.objects.get(pk=row.pk)


def test_it_needs_no_coupon_and_the_best_counts():
    small, large = made("discount", 5), made("discount", 20)
    made("discount", 50, conditions={"least_minor": 5_000})

    found = price(BASKET, [], Moment(NOON), now_ms=NOW_MS, discounts=discounts.live(NOON))

    assert ([one.key for one in found.used], found.total_minor) == ([f"discount:{large.pk}"], 800)
    assert found.unused[f"discount:{small.pk}"].word == "others"
    assert sorted(why.word for why in found.unused.values()) == ["least", "others"]


def test_together_with_a_coupon_only_where_both_allow_it():
    coupon, stacked = made("coupon", 10, is_stackable=True), made("discount", 10, is_stackable=True)
    issue.issue(coupon, [1], "welcome", now=NOON)
    held = wallet.coupons([1], now_ms=NOW_MS)

    both = price(BASKET, held, Moment(NOON), now_ms=NOW_MS, discounts=discounts.live(NOON))
    made("discount", 15)
    still = price(BASKET, held, Moment(NOON), now_ms=NOW_MS, discounts=discounts.live(NOON))

    assert (len(both.used), both.total_minor) == (2, 810)
    assert {one.key for one in both.used} == {str(held[0].lot.pk), f"discount:{stacked.pk}"}
    assert still.total_minor == 810


def test_only_while_it_is_live_and_on_its_latest_terms():
    row = made("discount", 10, valid={"begins": (NOON + timedelta(hours=1)).isoformat()})
    early = discounts.live(NOON)
    programs.change(row, terms={"title": "Now", "benefit": {"kind": "percent", "percent": 30}}, by=None)
    now = discounts.live(NOON)
    programs.become(row, "paused", by=None)

    assert (early, [one.terms.benefit.percent for one in now], discounts.live(NOON)) == ([], [30], [])


def test_a_coupon_whose_program_has_ended_is_nobodys_any_more_but_is_known_at_the_till():
    row = made("coupon", 10, code="shared", shared="TEA")
    issue.issue(row, [1], "welcome", now=NOON)
    assert facts.find({7: [1]})[7]["coupon_code"] == "TEA"

    programs.become(row, "ended", by=None)

    assert (wallet.coupons([1], now_ms=NOW_MS), facts.find({7: [1]})) == ([], {})
    known = wallet.by_code("tea", [1], now_ms=NOW_MS)
    assert known is not None
    assert known.program.state == "ended"
