"""Products: prices to the last coin, what is said twice, and files as shops write them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from polku.kit.money import MOST
from polku.know.catalog.models import CatalogProduct
from polku.know.catalog.prices import written
from polku.know.catalog.problems import CatalogError
from polku.know.catalog.products import Kept, categories, have_back, keep, listed, remove
from polku.know.catalog.read_file import read
from polku.know.catalog.said import Said, minor_of, values_of
from tests.examples import examples

BEANS = Said("b1", "Beans", "12.50", "EUR", former_price=15, category="Coffee/Beans")


@settings(max_examples=examples(60))
@given(st.integers(0, MOST), st.sampled_from(["EUR", "JPY", "KWD", "USD", "KRW", "BHD"]))
def test_a_price_is_read_as_it_is_written_to_the_last_coin(minor, currency):
    assert minor_of(written(minor, currency), currency, name="price") == minor


@pytest.mark.parametrize(
    ("amount", "currency", "minor"),
    [("1200", "JPY", 1200), (1200, "JPY", 1200), ("4.5", "KWD", 4500), ("0.1", "EUR", 10), (12.5, "EUR", 1250)],
)
def test_each_currency_has_its_decimals(amount, currency, minor):
    assert minor_of(amount, currency, name="price") == minor


@pytest.mark.parametrize(
    ("amount", "currency"), [("12.5", "JPY"), ("1.005", "EUR"), ("x", "EUR"), ("-1", "EUR"), ("NaN", "EUR")]
)
def test_what_no_coin_pays_is_refused(amount, currency):
    with pytest.raises(CatalogError):
        minor_of(amount, currency, name="price")


@pytest.mark.django_db
def test_the_same_said_twice_changes_nothing_and_a_removed_one_comes_back():
    other = Said("b2", "Moka pot", 30, "EUR", category="Pots")

    assert keep([values_of(BEANS), values_of(other)], by=None) == Kept(added=2)
    assert keep([values_of(BEANS), values_of(other)], by=None) == Kept(same=2)
    row = CatalogProduct.objects.get(key="b1")
    assert (row.price_minor, row.former_minor, row.category) == (1250, 1500, "Coffee > Beans")
    assert [one.key for one in listed(category="Coffee")] == ["b1"]
    assert categories() == ["Coffee", "Coffee > Beans", "Pots"]

    remove(row, by=None)
    assert [one.key for one in listed()] == ["b2"]
    have_back(row, by=None)
    remove(row, by=None)
    assert keep([values_of(BEANS)], by=None) == Kept(changed=1)
    assert [one.key for one in listed("BEANS")] == ["b1"]


def test_a_shops_file_is_read_and_each_bad_line_is_said():
    file = (
        "id;title;price;availability;product_type;roast\n"
        "1;Espresso;12,50 EUR;in stock;Coffee > Beans;dark\n"
        "2;Tee;1200 JPY;out_of_stock;Tea;\n"
        "3;;5;;;\n"
        "4;Cup;twelve;;;\n"
    )

    found = read(file.encode("utf-8-sig"), currency="EUR")

    assert [(one["key"], one["price_minor"], one["currency"], one["in_stock"]) for one in found.values] == [
        ("1", 1250, "EUR", True), ("2", 1200, "JPY", False),
    ]  # fmt: skip
    assert found.values[0]["extra"] == {"roast": "dark"}
    assert [(one.line, one.sentence) for one in found.bad] == [
        (4, "name: A product needs a name."), (5, "price: “twelve” is no price."),
    ]  # fmt: skip


def test_lines_of_json_keep_their_digits():
    file = (
        '{"key": "1", "name": "Dates\\ud800", "price": 4.500, "currency": "KWD", "extra": {"kg": 1}}\n'
        'no\n{"key": "2", "name": "Odd", "price": 1, "extra": {"kg": NaN, "x": "\\ud800"}}\n'
    )

    found = read(file.encode(), currency="EUR")

    assert [(one["price_minor"], one["extra"]) for one in found.values] == [(4500, {"kg": 1})]
    assert [one.line for one in found.bad] == [2, 3]
