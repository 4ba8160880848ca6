"""How far back events count: a few people's are copied no further."""

import pytest

from polku.know.rules.condition import FOR_EVER
from polku.know.rules.tree import read

DAY_MS = 86_400_000
TEA = {"did": "Tea Bought"}


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        (TEA, FOR_EVER),
        ({**TEA, "since": "2026-01-01"}, FOR_EVER),
        ({**TEA, "on": "this_month"}, FOR_EVER),
        ({**TEA, "within": "7d"}, 7),
        ({**TEA, "within": "7d", "on": {"weekdays": ["sat"]}}, 7),
        ({"not": {**TEA, "within": "7d"}}, 7),
        ({"any": [{**TEA, "within": "7d"}, {**TEA, "within": "30d"}]}, 30),
        ({"all": [{**TEA, "within": "7d"}, {"did": "Page Viewed"}]}, 7),
        ({"all": [{**TEA, "within": "7d"}, TEA]}, FOR_EVER),
        ({"last": {**TEA, "within": "7d"}, "ago": {"gt": "3d"}}, 7),
        ({"sequence": [{**TEA, "within": "7d"}, {"did": "Page Viewed", "after_within": "1d"}]}, 7),
        ({"did": "Page Viewed"}, 0),
    ],
)
def test_the_longest_of_all_counts(rule, days):
    assert read(rule).depends().reach_ms("Tea Bought") == days * DAY_MS


def test_what_is_there_for_ever_stays_so_in_either_order():
    soon, ever = (read(rule).depends() for rule in ({**TEA, "within": "7d"}, TEA))

    assert (soon | ever).within_ms == (ever | soon).within_ms == {}
