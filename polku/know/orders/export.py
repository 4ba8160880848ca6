"""What orders tell a person of themselves."""

from collections.abc import Mapping
from typing import Any

from polku.kit import money
from polku.know.events.forgetting.keeper import Person
from polku.know.orders.find import lines
from polku.know.orders.models import Order
from polku.know.people.export import instant


def tell(person: Person) -> Mapping[str, Any]:
    found = Order.objects.filter(identity_id__in=person).order_by("-at_ms", "id")
    return {"orders": [_plain(order) for order in found]}


def _plain(order: Order) -> dict[str, Any]:
    return {
        "number": order.order_id,
        "at": instant(order.at_ms),
        "revenue": money.to_major(order.revenue_minor, order.currency),
        "refunded": money.to_major(order.refunded_minor, order.currency),
        "currency": order.currency,
        "is_cancelled": order.is_cancelled,
        "products": [
            {
                "name": line.name,
                "product_id": line.product_id,
                "sku": line.sku,
                "quantity": line.quantity,
                "price": money.to_major(line.price_minor, order.currency) if line.price_minor is not None else None,
            }
            for line in lines(order)
        ],
    }
