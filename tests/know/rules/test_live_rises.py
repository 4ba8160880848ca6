"""What one more event can do to a condition."""

import pytest

from polku.know.rules.live_rises import only_falls, only_rises
from polku.know.rules.tree import read

BOUGHT = {"did": "Order Completed"}
TWICE = BOUGHT | {"within": "7d", "count": {"gte": 2}}
ONCE_AT_MOST = BOUGHT | {"count": {"lte": 1}}


@pytest.mark.parametrize(
    ("rule", "rises", "falls"),
    [
        (BOUGHT, True, False),
        (TWICE, True, False),
        (ONCE_AT_MOST, False, True),
        (BOUGHT | {"count": {"eq": 1}}, False, False),
        (BOUGHT | {"total": {"of": "revenue", "gte": 5}}, False, False),  # an amount can be less than nothing
        ({"last": BOUGHT, "ago": {"gt": "90d"}}, False, False),
        ({"not": BOUGHT}, False, True),
        ({"not": ONCE_AT_MOST}, True, False),
        ({"any": [TWICE, {"not": ONCE_AT_MOST}]}, True, False),
        ({"all": [TWICE, ONCE_AT_MOST]}, False, False),
        ({"did": "Page Viewed"}, True, True),  # nothing at all
    ],
)
def test_one_more_order_makes_it_only_true_or_only_false(rule, rises, falls):
    condition = read(rule)

    assert (only_rises(condition, "Order Completed"), only_falls(condition, "Order Completed")) == (rises, falls)
