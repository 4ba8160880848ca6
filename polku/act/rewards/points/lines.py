"""What was in an order, for rules that ask which goods they were."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from polku.act.rewards.points.worth import Bought
from polku.kit import money
from polku.know.catalog.models import CatalogProduct
from polku.know.events.event import Event, read_batch
from polku.know.events.models import LogBatch
from polku.know.orders.models import Order
from polku.know.orders.products import number
from polku.know.orders.said import products_of
from polku.know.people.claims import read_object

PART = 500
Address = tuple[int, int]  # seq and index


def lines_of(orders: Sequence[Order], at_hand: Mapping[Address, Event]) -> dict[int, list[Bought]]:
    """By order's number; one of which the log has nothing any more is left out."""
    said = {address: event.properties for address, event in at_hand.items()}
    missing = sorted({order.seq for order in orders if (order.seq, order.index) not in said})
    for start in range(0, len(missing), PART):
        for batch in LogBatch.objects.filter(seq__in=missing[start : start + PART]):
            for event in read_batch(
                batch.seq, received_ms=batch.received_ms, source=batch.source, payload=bytes(batch.payload)
            ):
                said[event.seq, event.index] = read_object(bytes(event.given.properties))
    found = {order: products_of(said[order.seq, order.index]) for order in orders if (order.seq, order.index) in said}
    known = _categories({_key(product) for products in found.values() for product in products})
    return {order.pk: [_line(one, order.currency, known) for one in products] for order, products in found.items()}


def _line(product: dict[str, Any], currency: str, known: Mapping[str, str]) -> Bought:
    key, said = _key(product), product.get("category")
    pieces = number(product.get("quantity"))
    price = number(product.get("price")) or Decimal(0)
    cost = price * (1 if pieces is None else pieces)
    return Bought(key, said if isinstance(said, str) else known.get(key, ""), money.to_minor(cost, currency) or 0)


def _key(product: dict[str, Any]) -> str:
    for name in ("product_id", "productId", "sku"):
        value = product.get(name)
        if isinstance(value, str | int) and not isinstance(value, bool) and str(value).strip():
            return str(value).strip()
    return ""


def _categories(keys: Iterable[str]) -> dict[str, str]:
    wanted, found = sorted(keys), dict[str, str]()
    for start in range(0, len(wanted), PART):
        rows = CatalogProduct.objects.filter(key__in=wanted[start : start + PART])
        found.update(rows.values_list("key", "category"))
    return found
