"""The catalog over the API."""

import pytest

from polku.know.teams.models import Team

pytestmark = pytest.mark.django_db
ESPRESSO = {"key": "a/1", "name": "Espresso", "price": "12.50", "former_price": 15, "category": "Coffee > Beans"}


def test_products_are_kept_by_key_listed_in_parts_and_removed(get, post, send):
    Team.objects.create(name="Kahvila", currency="EUR")
    both = {"products": [ESPRESSO, {"key": "2", "name": "Tea", "price": 1200, "currency": "jpy", "in_stock": False}]}
    assert post("catalog/products", both) == {"added": 2, "changed": 0, "same": 0}
    assert post("catalog/products", both) == {"added": 0, "changed": 0, "same": 2}

    first = get("catalog/products?limit=1")
    rest = get(f"catalog/products?after={first['next']}")
    shown = [(one["price"], one["former_price"], one["currency"]) for one in first["products"] + rest["products"]]
    assert sorted(shown) == [("12.50", "15.00", "EUR"), ("1200", None, "JPY")]
    assert [one["key"] for one in get("catalog/products?category=Coffee")["products"]] == ["a/1"]
    send("delete", f"catalog/products/{first['products'][0]['id']}")
    assert len(get("catalog/products")["products"]) == 1


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"price": 1.005}, "price"), ({"currency": "E1"}, "currency"), ({"picture": "http://a.example/b"}, "picture")],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(get, post, wrong, field):
    status, error = post("catalog/products", {"products": [ESPRESSO, ESPRESSO | wrong]})

    assert (status, error["field"], get("catalog/products")["products"]) == (422, f"products.1.{field}", [])
