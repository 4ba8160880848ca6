"""The best price of a basket, and why offers do not count in it."""

import random
from datetime import datetime
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polku.act.rewards.pricing.basket import Basket, Line, Moment
from polku.act.rewards.pricing.best import FEW, ORDER, best
from polku.act.rewards.pricing.off import Left, use
from polku.act.rewards.pricing.offer import Benefit, Conditions, Goods, Hours, Offer
from polku.act.rewards.pricing.unmet import Why, unmet

SATURDAY = Moment(datetime(2026, 11, 21, 10, 30), store="kamppi")  # noqa: DTZ001 - the store's wall
TEA = Goods(categories=frozenset({"tea"}))
CUP, GREEN, CAKE = Line("cup", 1, 900, "ware"), Line("sencha", 2, 500, "tea/green"), Line("cake", 3, 400, "bakery")
BASKET = Basket((CUP, GREEN, CAKE), "EUR", delivery_minor=490)  # 900 + 1000 + 1200 + 490 = 3590


def offer(key, kind, *, stack=False, when=None, currency="", **benefit):
    return Offer(key, Benefit(kind, **benefit), when or Conditions(), currency, stack)


def price(*offers, basket=BASKET, moment=SATURDAY):
    return best(basket, offers, moment)


@pytest.mark.parametrize(
    ("benefit", "total"),
    [
        ({"kind": "percent", "percent": 10}, 3590 - 310),
        ({"kind": "percent", "percent": 10, "most_minor": 200}, 3590 - 200),
        ({"kind": "percent", "percent": 50, "goods": TEA}, 3590 - 500),
        ({"kind": "amount", "minor": 700}, 3590 - 700),
        ({"kind": "amount", "minor": 9_000}, 490),
        ({"kind": "amount", "minor": 9_000, "goods": TEA}, 3590 - 1000),
        ({"kind": "fixed_price", "minor": 100, "goods": Goods(frozenset({"cake"}))}, 3590 - 900),
        ({"kind": "free_delivery"}, 3590 - 490),
        ({"kind": "buy_get", "buy": 2, "get": 1}, 3590 - 800),  # six units: the two cheapest
        ({"kind": "buy_get", "buy": 2, "get": 1, "goods": TEA}, 3590),  # two units: none
        ({"kind": "bundle", "buy": 2, "minor": 800}, 3590 - (900 + 500 - 800) - (500 + 400 - 800)),
    ],
)
def test_what_each_benefit_takes_off(benefit, total):
    priced = price(Offer("a", Benefit(**benefit)))

    assert priced.total_minor == total
    assert sum(one.off_minor for one in priced.used) == 3590 - total


def test_offers_that_go_together_are_used_together_and_another_alone_if_it_saves_more():
    together = (
        offer("p", "percent", percent=10, stack=True),
        offer("f", "fixed_price", minor=300, goods=Goods(frozenset({"cake"})), stack=True),
        offer("d", "free_delivery", stack=True),
    )

    priced = price(*together, offer("half", "amount", minor=600))
    assert [one.key for one in priced.used] == ["f", "p", "d"]
    assert priced.lines_minor == (810, 900, 810)
    assert (priced.delivery_minor, priced.unused) == (0, {"half": Why("others")})

    assert [one.key for one in price(*together, offer("half", "amount", minor=2_000)).used] == ["half"]


WALL = Hours(9 * 60, 10 * 60)
NIGHT = Hours(22 * 60, 2 * 60)


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"currency": "JPY"}, Why("currency")),
        ({"when": Conditions(stores=frozenset({"espoo"}))}, Why("store")),
        ({"when": Conditions(weekdays=frozenset({1, 2}))}, Why("weekday")),
        ({"when": Conditions(hours=(WALL,))}, Why("hour")),
        ({"when": Conditions(hours=(NIGHT,))}, Why("hour")),
        ({"when": Conditions(is_first_only=True)}, Why("first")),
        ({"when": Conditions(ranks=frozenset({"gold"}))}, Why("rank")),
        ({"when": Conditions(segment=7)}, Why("segment")),
        ({"when": Conditions(needs=Goods(frozenset({"pot"})))}, Why("needs")),
        ({"goods": Goods(frozenset({"pot"}))}, Why("goods")),
        ({"when": Conditions(least_minor=1_500), "goods": TEA}, Why("least", 500)),
        ({"percent": 0}, Why("nothing")),
    ],
)
def test_why_it_does_not_count(given, why):
    priced = price(offer("a", "percent", **{"percent": 10, **given}))

    assert (priced.used, priced.unused, priced.total_minor) == ((), {"a": why}, 3590)


def test_all_conditions_at_once_and_a_gift():
    when = Conditions(
        3_000, TEA, frozenset({"kamppi"}), frozenset({6}), (Hours(600, 720),), True, frozenset({"gold"}), 7
    )
    buyer = Moment(SATURDAY.at, "kamppi", is_first=True, rank="gold", segments=frozenset({7}))

    priced = price(offer("a", "gift", gift="A spoon", when=when), moment=buyer)

    assert [(one.key, one.off_minor, one.gift) for one in priced.used] == [("a", 0, "A spoon")]
    assert priced.total_minor == 3590


GOODS = st.sampled_from([Goods(), TEA, Goods(frozenset({"cake", "cup"}))])
BENEFITS = st.one_of(
    st.builds(Benefit, st.just("percent"), percent=st.integers(1, 100), goods=GOODS),
    st.builds(Benefit, st.just("amount"), minor=st.integers(1, 3_000), goods=GOODS),
    st.builds(Benefit, st.just("fixed_price"), minor=st.integers(0, 1_000), goods=GOODS),
    st.builds(Benefit, st.just("free_delivery")),
    st.builds(Benefit, st.just("buy_get"), buy=st.integers(1, 3), get=st.integers(1, 2), goods=GOODS),
    st.builds(Benefit, st.just("bundle"), buy=st.integers(1, 4), minor=st.integers(0, 3_000), goods=GOODS),
)
LINES = st.builds(
    Line,
    st.sampled_from(["cup", "cake", "sencha"]),
    st.integers(0, 5),
    st.integers(0, 2_000),
    st.sampled_from(["tea", ""]),
)
BASKETS = st.builds(Basket, st.lists(LINES, max_size=5).map(tuple), st.just("JPY"), st.integers(0, 900))


@given(basket=BASKETS, benefits=st.lists(st.tuples(BENEFITS, st.booleans()), max_size=6))
def test_it_is_the_best_and_adds_up(basket, benefits):
    offers = [Offer(str(number), benefit, is_stackable=stack) for number, (benefit, stack) in enumerate(benefits)]
    whole = basket.goods_minor + basket.delivery_minor

    priced = best(basket, offers, SATURDAY)

    assert min((0, *priced.lines_minor, priced.delivery_minor)) >= 0
    assert priced.total_minor + sum(one.off_minor for one in priced.used) == whole
    assert {one.key for one in priced.used} | priced.unused.keys() == {one.key for one in offers}
    for one in offers:
        alone = best(basket, [one], SATURDAY)
        assert priced.total_minor <= alone.total_minor <= whole
    if offers:
        assert priced.total_minor <= best(basket, offers[1:], SATURDAY).total_minor


def cheapest(basket, offers):
    """Of every choice of these, each worked out for itself."""
    in_order, found = sorted(offers, key=lambda one: (ORDER.index(one.benefit.kind), one.key)), []
    for size in range(len(in_order) + 1):
        for some in combinations(in_order, size):
            left = Left(basket.lines, basket.delivery_minor)
            for one in some:
                use(one.benefit, left)
            found.append(left.total_minor)
    return min(found)


@given(basket=BASKETS, benefits=st.lists(BENEFITS, max_size=5))
def test_no_choice_is_cheaper(basket, benefits):
    offers = [Offer(str(number), benefit, is_stackable=True) for number, benefit in enumerate(benefits)]
    fit = [one for one in offers if unmet(one, basket, SATURDAY) is None]

    assert best(basket, offers, SATURDAY).total_minor == cheapest(basket, fit)


@pytest.mark.parametrize("seed", range(4))
def test_of_more_than_a_few_what_is_in_the_way_is_left_out(seed):
    dice = random.Random(seed)
    lines = tuple(Line(name, dice.randint(1, 4), dice.choice([333, 999, 1500]), "") for name in ("cup", "cake"))
    kinds = (
        {"percent": 50},
        {"percent": 5},
        {"minor": 100},
        {"minor": 300},
        {"buy": 1, "get": 1},
        {"buy": 2, "minor": 600},
    )
    names = ("percent", "percent", "amount", "fixed_price", "buy_get", "bundle")
    goods = (Goods(), Goods(frozenset({"cup"})), Goods(frozenset({"cake"})))
    offers = [
        Offer(str(n), Benefit(names[n % 6], goods=dice.choice(goods), **kinds[n % 6]), is_stackable=True)
        for n in range(FEW + 1)
    ]
    basket = Basket(lines, "EUR", 490)
    fit = [one for one in offers if unmet(one, basket, SATURDAY) is None]

    assert best(basket, offers, SATURDAY).total_minor == cheapest(basket, fit)
