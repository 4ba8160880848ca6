"""What messages cost: those in the plan nothing, each tier at its own price, and a send in two parts as in one."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polku.say.channels.line.money.plans import Plan, Tier, plans
from polku.say.channels.line.money.price import Price, price

STANDARD = plans()["jp_standard"]
ODD = Plan("odd", "", "JPY", 0, 10, (Tier(5, Decimal(3)), Tier(None, Decimal(1))))


def test_messages_of_the_plan_cost_nothing() -> None:
    assert price(STANDARD, used=0, count=30_000) == Price("JPY", 0, 30_000, 0, 0)


def test_each_tier_has_its_own_price() -> None:
    assert price(STANDARD, used=29_000, count=61_000) == Price("JPY", 50_000 * 3 + 10_000 * 28 // 10, 1_000, 60_000, 0)


def test_beyond_the_last_tier_its_price_is_a_guess() -> None:
    assert price(STANDARD, used=130_000, count=10) == Price("JPY", 28, 0, 10, 0, is_guessed=True)


def test_a_plan_that_sells_no_more_says_how_many_are_too_many() -> None:
    assert price(plans()["jp_communication"], used=150, count=80) == Price("JPY", 0, 50, 0, 30)


def test_parts_of_yen_are_rounded_once() -> None:
    assert price(STANDARD, used=80_000, count=1).minor == 3  # 2.8 yen
    assert price(STANDARD, used=80_000, count=10).minor == 28


@given(used=st.integers(0, 40), first=st.integers(0, 40), second=st.integers(0, 40))
def test_a_send_in_two_parts_costs_what_it_costs_in_one(used: int, first: int, second: int) -> None:
    whole = price(ODD, used=used, count=first + second)
    parts = [price(ODD, used=used, count=first), price(ODD, used=used + first, count=second)]

    for what in ("minor", "included", "paid", "beyond"):
        assert getattr(whole, what) == sum(getattr(part, what) for part in parts)


@pytest.mark.parametrize("plan", plans().values(), ids=lambda plan: plan.key)
def test_every_plan_can_be_asked(plan: Plan) -> None:
    asked = price(plan, used=plan.messages, count=7)

    assert asked.paid + asked.beyond == 7
    assert bool(asked.minor) == bool(plan.more)
