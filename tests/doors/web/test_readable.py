"""What stands in an event, for people."""

import pytest

from polku.doors.web.readable import readable


def lines(given: dict[str, object]) -> dict[str, list[str]]:
    return {fact.label: fact.lines for fact in readable(given)}


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"order_id": "1001", "revenue": 12.5, "currency": "EUR"},
         {"Order": ["1001"], "Revenue": ["€12.50"], "Currency": ["EUR"]}),
        ({"revenue": 12.5}, {"Revenue": ["12.5"]}),
        ({"revenue": "much", "currency": "EUR"}, {"Revenue": ["much"], "Currency": ["EUR"]}),
        ({"is_gift": True, "note": None, "tags": [], "zero": 0}, {"is gift": ["yes"], "zero": ["0"]}),
        ({"page": {"url": "/a", "title": ""}}, {"page · Address": ["/a"]}),
        ({"sizes": ["S", "M"]}, {"sizes": ["S, M"]}),
        ({"products": [{"name": "Roll", "quantity": 2}, {"sku": "c1"}]},
         {"Products": ["Roll · Quantity: 2", "Article number: c1"]}),
        ({"a": {"b": {"c": {"d": 1}}}}, {"a · b · c": ["d: 1"]}),
    ],
)  # fmt: skip
def test_a_property_becomes_a_line_with_a_name(given: dict[str, object], told: dict[str, list[str]]) -> None:
    assert lines(given) == told


def test_a_long_list_is_cut_and_says_so() -> None:
    given = {"products": [{"name": str(number)} for number in range(25)]}

    assert lines(given)["Products"][-2:] == ["19", "and 5 more"]
