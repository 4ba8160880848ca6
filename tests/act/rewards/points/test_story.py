"""Points by the river: what is bought, done and given back, in whatever order it is heard."""

from datetime import timedelta
from itertools import permutations

import pytest

from polku.act.rewards.ledger.models import Lot, Movement
from polku.act.rewards.points.balance import balances_of
from polku.act.rewards.points.terms import read
from polku.act.rewards.points.worth import Bought, Purchase, worth
from polku.kit import clock
from polku.know.catalog.models import CatalogProduct
from polku.know.people.find import identities_of
from tests.act.rewards.ranks.test_climbing import begun, order, person, refund, tell  # noqa: F401 fixtures

pytestmark = pytest.mark.django_db
BEANS = {
    "title": "Beans",
    "per": [{"points": 1, "minor": 100}, {"points": 5, "minor": 100, "goods": {"categories": ["tea"]}}],
    "deeds": [{"event": "Review Posted", "points": 50, "most_day": 2}],
    "pending_days": 14,
    "expiry": {"years": 0},
}


def balance():
    [found] = balances_of([one.id for one in identities_of(person().id)], now_ms=clock.now_ms())
    return found


def review(number, **more):
    return {"event": "Review Posted", "userId": "devi", "messageId": f"r{number}"} | more


def test_goods_deeds_and_what_is_pending(begun, tell, noon):  # noqa: F811
    begun("points", BEANS)
    CatalogProduct.objects.create(key="sencha", name="Sencha", price_minor=900, currency="EUR", category="Tea > Green")
    CatalogProduct.objects.create(key="matcha", name="Matcha", price_minor=900, currency="EUR", category="tea > Powder")
    lines = [{"product_id": "matcha", "price": 9, "quantity": 2}, {"product_id": "cup", "price": 12, "quantity": 1}]
    bought = order("a", 27)
    bought["properties"] = bought["properties"] | {"products": lines}

    tell(bought, review(1), review(1), review(2), review(3), order("old", 500, timestamp="2026-01-01T10:00:00Z"))

    found = balance()
    # A tenth off all of it: 16.20 of 27.00 are for tea.
    assert (found.pending, found.left) == (27 + 81, 2 * 50)
    assert clock.from_ms(found.pending_ms) == noon + timedelta(days=14)
    assert clock.from_ms(found.next_ms) == noon.replace(month=12, day=31, hour=22)  # the year ends in Helsinki

    tell(refund("a", 13.50))
    assert (balance().pending, balance().left) == (13 + 40, 100)


def test_whatever_comes_first_the_points_are_the_same(begun, tell):  # noqa: F811
    begun("points", BEANS | {"pending_days": 0})
    for nth, events in enumerate(permutations((order("?", 99.99), refund("?", 10), refund("?", 39.99)))):
        for number, one in enumerate(events):
            told = one["properties"] | {"order_id": f"o{nth}"}
            tell(one | {"properties": told, "messageId": f"m{nth}-{number}"})
            assert number < 3
        assert sum(Lot.objects.values_list("left", flat=True)) == 50 * (nth + 1)
    assert not Movement.objects.filter(cause__startswith="debt/").exists()


@pytest.mark.parametrize(
    ("per", "rounding", "paid", "back", "factor", "points"),
    [
        ({"points": 1, "minor": 100}, "down", 1_999, 0, 100, 19),
        ({"points": 1, "minor": 100}, "nearest", 1_950, 0, 100, 20),
        ({"points": 1, "minor": 100}, "down", 1_999, 1_000, 100, 9),
        ({"points": 3, "minor": 1_000}, "down", 12_500, 0, 150, 56),  # 12.500 KWD, or 12,500 JPY
        ({"points": 2, "minor": 100, "goods": {"products": ["tea"]}}, "down", 900, 0, 100, 9),
        ({"points": 1, "minor": 1}, "down", 0, 0, 100, 0),
        ({"points": 1, "minor": 1}, "down", 500, 500, 100, 0),
    ],
)
def test_worth(per, rounding, paid, back, factor, points):
    terms = read({"title": "Beans", "per": [per], "rounding": rounding})
    lines = [Bought("tea", "", 500), Bought("cup", "", 500)]  # a tenth was taken off both

    assert worth(terms, Purchase(paid, back, lines), factor=factor) == points
