"""Numbers as people write them, judged by the whole column."""

from decimal import Decimal

import pytest

from polku.know.events.imports.amounts import NotANumber, number_reader, plain_json


def read(text, *others, **options):
    return number_reader([text, *others], **options)(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12.5", "12.5"),
        ("-3", "-3"),
        ("1,234.50", "1234.5"),
        ("1,234", "1234"),
        ("1.234,50", "1234.5"),
        ("12,50", "12.5"),
        ("1 234,50 €", "1234.5"),
        ("1\u202f234,50", "1234.5"),
        ("1'234,5", "1234.5"),
        ("¥1,200", "1200"),
        ("１２００円", "1200"),
        ("\u22125.00", "-5"),
        ("1.776e-15", "0.000000000000001776"),
        (".5", "0.5"),
        (12, "12"),
        (0.1, "0.1"),
    ],
)
def test_one_number(text, number):
    assert read(text) == Decimal(number)


def test_the_column_decides_between_comma_and_point():
    assert read("1,234", "5,50") == Decimal("1.234")
    assert read("1,234", "5.50") == Decimal(1234)
    assert read("1,234", prefers_comma=True) == Decimal("1.234")


@pytest.mark.parametrize("text", ["12x", "1.2.3", "--1", "e5", "12,34,5", "NaN", "Infinity", "1e400", "９e", "."])
def test_what_is_no_number_is_told(text):
    with pytest.raises(NotANumber):
        read(text, "1.5", "2.5")


@pytest.mark.parametrize(
    ("number", "text"), [("12.50", "12.5"), ("1E+2", "100"), ("-0", "0"), ("0.10", "0.1"), ("10", "10")]
)
def test_numbers_in_json(number, text):
    assert plain_json(Decimal(number)) == text
