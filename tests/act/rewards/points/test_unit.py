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


def test_a_word_of_the_other_direction_stands_behind_its_number():
    """By marks that are not seen: so neither is turned round by what stands beside it, or by where it stands."""
    assert points(230, "نقطة") == "\u200e230 \u2068نقطة\u2069"
