"""Names of events, and patterns of them."""

import pytest

from polku.act.webhooks.names import patterns_in, wanted


@pytest.mark.parametrize(
    ("patterns", "name", "is_wanted"),
    [
        (["Order Completed"], "Order Completed", True),
        (["Order Completed"], "order completed", False),
        (["Order *"], "Order Completed", True),
        (["Order *"], "Reorder It", False),
        (["*"], "", True),
        (["*"], "line\nbreak", True),
        (["*ed", "Cart Viewed"], "Order Completed", True),
        (["a.c"], "abc", False),
        (["a.*"], "abc", False),
        (["**"], "anything", True),
        (["[ab]*"], "apple", False),
    ],
)
def test_a_star_stands_for_anything_and_all_else_for_itself(patterns: list[str], name: str, is_wanted: bool) -> None:
    assert wanted(patterns)(name) is is_wanted


def test_names_are_written_one_a_line_or_separated_by_commas() -> None:
    assert patterns_in(" Order  Completed,\r\nMessage *\n\n,Order Completed") == ["Order Completed", "Message *"]
