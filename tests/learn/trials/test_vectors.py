"""The formulas give the numbers that others have published. Where each comes from stands beside it."""

import pytest

from polku.learn.trials.groups import Group, of_yes
from polku.learn.trials.means import welch
from polku.learn.trials.power import people_needed, power_of_mean, rounded_up, smallest_effect
from polku.learn.trials.ratio import ratio
from polku.learn.trials.shares import newcombe, wilson
from polku.learn.trials.tails import chi2_above, t_quantile, t_two_sided
from polku.learn.trials.winner import always_valid


def near(value, **how):
    return pytest.approx(value, **({"abs": 1e-5} | how))


@pytest.mark.parametrize(
    ("first", "second", "effect", "low", "high", "error", "df", "p"),
    [
        # GrowthBook's tests
        (
            Group(3407, 1396.87, 52377.9767), Group(3461, 2422.7, 134698.29),
            0.7073170732, -0.03526008907, 1.449894235, 0.3787943617, 5841.742032, 0.06191182746,
        ),
        # PostHog's tests
        (
            Group(2507, 1196.87, 37377.9767), Group(2461, 1922.7, 94698.29),
            0.6364670497, -0.08754744792, 1.360481547, 0.3692930235, 4105.070481, 0.0848780803,
        ),
    ],
)  # fmt: skip
def test_welch_relative(first, second, effect, low, high, error, df, p):
    found = welch(first, second, is_relative=True)

    assert (found.value, found.low, found.high) == (near(effect), near(low), near(high))
    assert (found.error, found.df, found.p) == (near(error), near(df, rel=1e-6), near(p))
    assert not found.is_clear


def test_welch_absolute_by_the_book():
    # Rosner: two small samples, t = 1.5835 with 9.9935 degrees of freedom (R's t.test of the same numbers)
    first = [17.2, 20.9, 22.6, 18.1, 21.7, 21.4, 23.5, 24.2, 14.7, 21.8]
    second = [21.5, 22.8, 21.0, 23.0, 21.6, 23.6, 22.5, 20.7, 23.4, 21.8]
    one, other = (Group(len(x), sum(x), sum(y * y for y in x)) for x in (first, second))

    found = welch(one, other)

    assert found.error == near((one.variance / 10 + other.variance / 10) ** 0.5)
    assert found.low + found.high == near(2 * found.value)


# Shares of people count with p(1 - p), as GrowthBook's "proportion": the sum of squares that gives it.
def share(yes, people):
    p = yes / people
    return Group(people, yes, p * (1 - p) * (people - 1) + yes * p)


def test_an_interval_that_holds_at_every_look():
    found = always_valid(share(1396, 3000), share(2422, 3461))

    assert (found.value, found.low, found.high) == (near(0.5038633517), near(0.4009784967), near(0.6067482067))
    assert found.p == near(5.174716683e-44, rel=1e-6, abs=0)


@pytest.mark.parametrize(
    ("observed", "weights", "chi2", "p"),
    [
        ((821588, 815482), (0.5, 0.5), 22.77436884, 1.821792873e-06),  # Kohavi, Tang and Xu, chapter 21
        ((310, 98), (0.7, 0.3), 6.948646125, 0.008388269185),
        ((500, 500), (0.5, 0.5), 0.0, 1.0),
        ((500, 500, 3), (1, 1, 0), 0.0, 1.0),  # nobody was to be in the third
    ],
)
def test_the_sizes_of_groups(observed, weights, chi2, p):
    found = ratio(observed, weights)

    assert (found.chi2, found.df) == (near(chi2, abs=1e-4), 1)
    assert found.p == near(p, rel=1e-4, abs=0)
    assert found.is_off == (p < 0.001)
    assert ratio((7, 7), (1, 1)) is None


def test_a_group_without_anybody_is_off():
    assert ratio((500, 0), (0.9, 0.1)).is_off


def test_people_needed():
    needed = people_needed(0.2, 0.05)  # E. Miller's calculator

    assert (needed, rounded_up(needed)) == (near(1030.219283, abs=0.01), 1031)
    with pytest.raises(ValueError, match="shares"):
        people_needed(0.2, 0.9)


def test_power_of_a_mean():
    known = {"mean": 10, "variance": 3909.9997749994377}

    assert power_of_mean(**known, effect=0.05, people=400_000 / 3) == near(0.5214409192, abs=1e-6)
    assert smallest_effect(**known, people=400_000 / 3) == near(0.07027249875, abs=1e-6)
    assert smallest_effect(**known, people=3) is None


def test_intervals_of_shares():
    # Newcombe (1998), table II, method 10
    for second, first, low, high in (
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((10, 10), (0, 10), 0.6075, 1.0),
        ((10, 10), (0, 20), 0.6791, 1.0),
        ((5, 56), (0, 29), -0.0381, 0.1926),
    ):
        found = newcombe(first, second)
        assert (found.low, found.high) == (near(low, abs=1e-4), near(high, abs=1e-4))
    assert wilson(81, 263) == (near(0.2553, abs=1e-4), near(0.3662, abs=1e-4))  # Newcombe (1998), one share
    assert (wilson(0, 0), newcombe((0, 0), (1, 2))) == (None, None)


def test_tails_of_the_tables():
    assert t_quantile(0.975, 1) == near(12.7062047, abs=1e-6)
    assert t_quantile(0.975, 10) == near(2.2281389, abs=1e-6)
    assert t_quantile(0.995, 30) == near(2.7499957, abs=1e-6)
    assert t_quantile(0.975, 1e6) == near(1.9599664, abs=1e-6)
    assert t_two_sided(0, 7) == 1
    assert chi2_above(18.307038, 10) == near(0.05, abs=1e-8)
    assert chi2_above(3.841458821, 1) == near(0.05, abs=1e-9)
    assert chi2_above(2.705543, 1) == near(0.1, abs=1e-6)
    assert of_yes(3, 12).mean == 0.25
