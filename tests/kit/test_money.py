"""Amounts as strangers write them."""

import pytest

from polku.kit.money import exact, to_minor
from polku.know.catalog.problems import CatalogError
from polku.know.catalog.said import minor_of
from polku.know.events.checks import unreadable_amount
from polku.know.orders.products import number

FAR = ["1e999999", "-9e999998", "1e999999999999", "1e41"]


@pytest.mark.parametrize("text", [*FAR, "Infinity", "NaN", "sNaN", "twelve", "", "1" * 5000])
def test_what_is_no_amount_or_beyond_any_is_none_and_stops_nobody(text):
    assert (exact(text), to_minor(text, "EUR"), to_minor(text, "JPY"), number(text)) == (None, None, None, None)
    with pytest.raises(CatalogError):
        minor_of(text, "JPY", name="price")


@pytest.mark.parametrize("text", FAR)
def test_an_order_with_an_amount_beyond_any_is_refused(text):
    assert unreadable_amount(f'{{"revenue": "{text}"}}'.encode()).startswith('"revenue" is ')


@pytest.mark.parametrize("text", ["1e-999999999", "-0", "0e999999", 5e-324])
def test_next_to_nothing_is_nothing(text):
    assert (to_minor(text, "EUR"), to_minor(text, "JPY"), str(number(text))) == (0, 0, "0")


def test_an_amount_is_taken_as_it_is_written():
    written = ["12.5", " 1250e-2 ", 12.5, "1_2.5"]

    assert [to_minor(one, currency) for one in written for currency in ("EUR", "KWD")] == [1250, 12500] * 4
    assert to_minor("0.5", "JPY") == 0
