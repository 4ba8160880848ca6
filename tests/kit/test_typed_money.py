"""Amounts as people type them."""

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as some

from polku.kit.amounts import money
from polku.kit.typed_money import typed_minor


@pytest.mark.parametrize(
    ("text", "currency", "minor"),
    [
        ("12,50", "EUR", 1250),
        ("12.5", "EUR", 1250),
        ("12", "EUR", 1200),
        ("1.234,50 €", "EUR", 123450),
        ("1,234", "EUR", 123400),
        (".99", "USD", 99),
        ("1,250", "JPY", 1250),
        ("１２００円", "JPY", 1200),
        ("1.250", "KWD", 1250),
        ("1,234.500", "KWD", 1234500),
        ("12.505", "EUR", 1250500),
        ("12.5", "JPY", None),
        ("1.2345", "EUR", None),
        ("-3", "EUR", None),
        ("12,", "EUR", None),
        ("a lot", "EUR", None),
        ("", "EUR", None),
        ("1,2,3", "EUR", None),
        ("1 250,00", "EUR", 125000),
        ("1 2", "EUR", None),
        ("kr. 12", "SEK", 1200),
        ("$.99", "USD", 99),
        ("12 zł", "PLN", 1200),
        ("€12 EUR", "EUR", 1200),
        ("12.50 usd", "USD", 1250),
        ("12.50 USD", "EUR", None),
        ("$12", "EUR", None),
        ("1e5", "EUR", None),
        ("10**9", "EUR", None),
        ("12 apples", "EUR", None),
        ("0x10", "EUR", None),
        ("1_000", "EUR", None),
        ("5%", "EUR", None),
    ],
)
def test_amounts_are_read_as_they_are_written_in_many_countries(text: str, currency: str, minor: int | None) -> None:
    assert typed_minor(text, currency) == minor


@given(
    minor=some.integers(0, 10**12),
    currency=some.sampled_from(["EUR", "JPY", "KWD", "USD", "CNY", "INR", "SEK"]),
    language=some.sampled_from(["en", "ja"]),
)
def test_what_is_shown_is_read_back(minor: int, currency: str, language: str) -> None:
    with override(language):
        assert typed_minor(money(minor, currency), currency) == minor
