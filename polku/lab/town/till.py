"""What the tills of the town's stores tell polku: purchases, and whose LINE account a customer's card belongs to."""

from datetime import UTC, datetime
from typing import Any

from polku.lab.shop import GOODS
from polku.lab.town.stores import STORES


def purchase(*, key: str, user_id: str, at_ms: int, amount: float, store: int, currency: str) -> dict[str, Any]:
    """`Order Completed`. What was bought follows from the amount: as many of one thing as come nearest to it."""
    sku, name, category, price_minor = GOODS[round(amount * 100) % len(GOODS)]
    pieces = max(1, round(amount * 100 / price_minor))
    thing = {"product_id": sku, "name": name, "category": category, "quantity": pieces, "price": price_minor / 100}
    order = {
        "order_id": key,
        "revenue": round(pieces * price_minor / 100, 2),
        "currency": currency,
        "store": STORES[store].name,
        "products": [thing],
    }
    return {
        "type": "track",
        "event": "Order Completed",
        "userId": user_id,
        "messageId": key,
        "timestamp": iso(at_ms),
        "properties": order,
    }


def card(*, user_id: str, line_id: str, at_ms: int) -> dict[str, Any]:
    """They showed their card in LINE: from now on the two are known to be one person."""
    return {
        "type": "identify",
        "userId": user_id,
        "messageId": f"card-{user_id}-{line_id}",
        "timestamp": iso(at_ms),
        "traits": {},
        "context": {"externalIds": [{"type": "line", "id": line_id}]},
    }


def iso(at_ms: int) -> str:
    return datetime.fromtimestamp(at_ms / 1000, UTC).isoformat(timespec="milliseconds")
