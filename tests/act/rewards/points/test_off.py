"""What points take off a price: of all numbers of points that may be spent, the fewest of those that take most off."""

from hypothesis import given, settings
from hypothesis import strategies as st

from polku.act.rewards.points.off import Off, most_off, off_of
from polku.act.rewards.points.terms import Rate

SMALL = st.integers(1, 30)


@settings(max_examples=60)
@given(
    rate=st.builds(Rate, points=SMALL, minor=SMALL, least=SMALL), usable=st.integers(0, 90), price=st.integers(0, 60)
)
def test_the_fewest_points_that_take_most_off(rate, usable, price):
    may = [Off(one, off_of(rate, one)) for one in range(rate.least, usable + 1) if 0 < off_of(rate, one) <= price]

    found = most_off(rate, usable, price)

    assert found == min(may, key=lambda one: (-one.off_minor, one.points), default=Off())
