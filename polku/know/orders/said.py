"""What one event says of an order, in Segment's names."""

from typing import Any

import msgspec

from polku.know.people.claims import read_object

REPORTS = frozenset(("Order Completed", "Order Updated"))
REFUNDED, CANCELLED = "Order Refunded", "Order Cancelled"
NAMES = REPORTS | {REFUNDED, CANCELLED}


class Product(msgspec.Struct, gc=False):
    """Of all that a shop says of a product, what amounts need; `find.lines` gives more."""

    price: Any = None
    quantity: Any = None


class Said(msgspec.Struct, gc=False):
    """Clients send anything: only the outer form is known here."""

    order_id: Any = None
    orderId: Any = None  # noqa: N815 as clients write it
    revenue: Any = None
    total: Any = None
    refund: Any = None
    value: Any = None
    currency: Any = None
    products: list[Product] = []


_decode = msgspec.json.Decoder(Said).decode


def read_said(raw: bytes) -> Said:
    """A year of a grocery chain's orders has 1.5 million lines: what is not asked for is not made."""
    try:
        return _decode(raw)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        said = read_object(raw)
    fields: dict[str, Any] = {name: said.get(name) for name in Said.__struct_fields__}
    fields["products"] = [Product(product.get("price"), product.get("quantity")) for product in products_of(said)]
    return Said(**fields)


def order_id_of(said: Said) -> str:
    """ "" where there is none."""
    for value in (said.order_id, said.orderId):
        if isinstance(value, str | int) and not isinstance(value, bool):
            text = str(value).replace("\0", "").strip()
            if text:
                return text
    return ""


def products_of(said: dict[str, Any]) -> list[dict[str, Any]]:
    products = said.get("products")
    return [product for product in products if isinstance(product, dict)] if isinstance(products, list) else []
