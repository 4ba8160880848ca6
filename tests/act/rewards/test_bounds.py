"""What has no measure is not kept, whichever kind of terms it stands in."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from polku.act.rewards.bounds import MOST
from polku.act.rewards.kinds import stored
from polku.act.rewards.ledger.promise import TermsProblem
from polku.act.rewards.pricing.offer import Hours

TEA = {"title": "Tea", "benefit": {"kind": "gift", "gift": "tea"}}
CARD = {"title": "Ten", "size": 10, "rewards": [{"at": 10, "prize": {"program": 1}}]}


@pytest.mark.parametrize(
    ("kind", "terms", "field"),
    [
        ("coupon", TEA | {"limits": {"uses": 2**63}}, "limits.uses"),
        ("coupon", TEA | {"valid": {"begins": "9999-01-01T00:00:00Z"}}, "valid.begins"),
        ("discount", TEA | {"title": "x" * 201}, "title"),
        ("coupon", TEA | {"how": "a\0b"}, "how"),
        ("coupon", TEA | {"conditions": {"stores": ["a\0b"]}}, "conditions.stores.0"),
        ("stamps", CARD | {"comes": {"kind": "amount", "per_minor": 10**30}}, "comes.per_minor"),
        ("offer", {"title": "T", "open_to_all": "0999-01-01T00:00:00Z"}, "open_to_all"),
        ("benefit", {"title": "T", "when": "birthday", "prize": {"program": 1}, "field": "x" * 10_001}, "field"),
    ],
)
def test_what_has_no_measure(kind, terms, field):
    with pytest.raises(TermsProblem) as found:
        stored(kind, terms)

    assert found.value.problem.field == field


def test_what_has_a_measure_stays_as_it_is():
    assert stored("coupon", TEA | {"limits": {"total": MOST}})["limits"]["total"] == MOST


@given(first=st.integers(0, 1439), last=st.integers(1, 1440), minute=st.integers(0, 1439))
def test_hours_that_go_on_over_midnight_are_the_two_parts_of_it(first, last, minute):
    assume(first != last)
    if first < last:
        assert Hours(first, last).has(minute) == (minute in range(first, last))
    else:
        assert Hours(first, last).has(minute) == (Hours(first, 1440).has(minute) or Hours(0, last).has(minute))
