"""What one event says of an order, in Segment's names: amounts that are no numbers count as absent."""

from decimal import Decimal, InvalidOperation
from typing import Any

import msgspec

from polku.kit import money
from polku.know.people.claims import read_object

REPORTS = frozenset(("Order Completed", "Order Updated"))
REFUNDED, CANCELLED = "Order Refunded", "Order Cancelled"
NAMES = REPORTS | {REFUNDED, CANCELLED}
MOST_ITEMS = 2**31 - 1


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


def currency_of(said: Said, *, default: str) -> str:
    value = said.currency
    if isinstance(value, str) and len(value.strip()) == 3 and value.strip().isalpha() and value.isascii():
        return value.strip().upper()
    return default


def revenue_of(said: Said, *, currency: str) -> int | None:
    """In smallest units: `revenue`, else `total`, else what the products come to; None where no amount is named."""
    for given in (said.revenue, said.total):
        amount = money.to_minor(given, currency)
        if amount is not None:
            return amount
    products = _products_amount(said)
    return None if products is None else money.to_minor(products, currency)


def refund_of(said: Said) -> list[str] | None:
    """[amount, currency or ""]: the order's currency may not be known yet. None: everything is given back."""
    currency = currency_of(said, default="")
    for given in (said.refund, said.total, said.revenue, said.value):
        if money.to_minor(given, currency or "USD") is not None:
            return [str(abs(Decimal(str(given).strip()))), currency]
    products = _products_amount(said)
    return None if products is None else [str(abs(products)), currency]


def items_of(said: Said) -> int:
    """Pieces; a product without a quantity is one."""
    total: float = 0
    for product in said.products:
        quantity = product.quantity
        if type(quantity) is not int and type(quantity) is not float:
            exact = number(quantity)
            quantity = 1 if exact is None else float(exact)
        if quantity > 0:
            total += quantity
    return int(min(total, MOST_ITEMS))


def products_of(said: dict[str, Any]) -> list[dict[str, Any]]:
    products = said.get("products")
    return [product for product in products if isinstance(product, dict)] if isinstance(products, list) else []


def number(value: object) -> Decimal | None:
    """A finite number, also as text."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        exact = Decimal(str(value).strip())
    except InvalidOperation:
        return None
    return exact if exact.is_finite() and abs(exact) <= money.MOST else None


def _products_amount(said: Said) -> Decimal | None:
    """Price × quantity of the products that have a price; None where none has."""
    total = None
    for product in said.products:
        price, quantity = number(product.price), number(product.quantity)
        if price is not None:
            total = (total or Decimal(0)) + price * (1 if quantity is None else quantity)
    return total
