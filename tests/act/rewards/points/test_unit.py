"""One bean, two beans, in the team's own words."""

import pytest

from polku.act.rewards.points.promises import points


@pytest.mark.parametrize(
    ("unit", "one", "many"),
    [
        ("", "1 point", "2 points"),
        ("beans", "1 beans", "2 beans"),
        ("bean | beans", "1 bean", "2 beans"),
        ("豆", "1 豆", "2 豆"),
    ],
)
def test_one_and_many_may_be_called_otherwise(unit, one, many):
    assert (points(1, unit), points(2, unit)) == (one, many)
