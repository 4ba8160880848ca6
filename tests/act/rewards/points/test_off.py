"""What points take off a price: of all numbers of points that may be spent, the fewest of those that take most off."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from polku.act.rewards.points.kept import Kept, Tier, kept
from polku.act.rewards.points.off import Off, cost_of, count, least_of, most_off, off_of
from polku.act.rewards.points.terms import PointsTerms, Rate, Reward
from polku.act.rewards.prize import Prize

SMALL = st.integers(1, 30)
RATES = st.builds(Rate, points=SMALL, minor=SMALL, least=SMALL)
TIERS = st.lists(st.builds(Tier, count=st.integers(1, 40), kept=st.builds(Kept, rate=RATES, costs=st.tuples(SMALL))))
TERMS = st.builds(
    PointsTerms,
    title=st.just("Beans"),
    rate=st.none() | RATES,
    rewards=st.lists(
        st.builds(Reward, points=SMALL, title=st.just("Tea"), prize=st.builds(Prize, program=st.integers(1, 3))),
        max_size=3,
        unique_by=lambda one: one.prize,
    ).map(tuple),
)


@settings(max_examples=60)
@given(tiers=TIERS, most=st.integers(0, 90), price=st.integers(0, 60))
def test_the_fewest_points_that_take_most_off(tiers, most, price):
    there, least = min(most, count(tiers)), least_of(tiers) or 1
    may = [Off(one, off_of(tiers, one)) for one in range(least, there + 1) if 0 < off_of(tiers, one) <= price]

    found = most_off(tiers, price, most=most)

    assert found == min(may, key=lambda one: (-one.off_minor, one.points), default=Off())


@settings(max_examples=40)
@given(tiers=TIERS, now=SMALL)
def test_a_reward_is_paid_by_so_many_points_and_by_not_one_less(tiers, now):
    each = [Fraction(1, one.kept.costs[0]) for one in tiers for _point in range(one.count)]
    each += [Fraction(1, now)] * now  # what they would be given now, for the rest

    cost = cost_of(tiers, 0, now=now)

    assert sum(each[: cost - 1]) < 1 <= sum(each[:cost])


@settings(max_examples=60)
@given(own=TERMS, now=TERMS)
def test_no_change_of_terms_is_to_anybodys_disadvantage(own, now):
    held = kept(own, now)

    for terms in (own, now):
        if terms.rate is not None:
            assert held.rate is not None
            assert held.each >= Fraction(terms.rate.minor, terms.rate.points)
            assert held.rate.least <= terms.rate.least
    before = {one.prize: one.points for one in own.rewards}
    for cost, reward in zip(held.costs, now.rewards, strict=True):
        assert cost == min(reward.points, before.get(reward.prize, reward.points))
    assert kept(now, now) == Kept(now.rate, tuple(one.points for one in now.rewards))
