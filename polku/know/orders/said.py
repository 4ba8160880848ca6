"""What one event says of an order, in Segment's names: amounts that are no numbers count as absent."""

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from polku.kit import money

REPORTS = frozenset(("Order Completed", "Order Updated"))
REFUNDED, CANCELLED = "Order Refunded", "Order Cancelled"
NAMES = REPORTS | {REFUNDED, CANCELLED}
MOST_ITEMS = 2**31 - 1


def order_id_of(said: dict[str, Any]) -> str:
    """ "" where there is none."""
    for name in ("order_id", "orderId"):
        value = said.get(name)
        if isinstance(value, str | int) and not isinstance(value, bool) and str(value).strip():
            return str(value).replace("\0", "").strip()
    return ""


def currency_of(said: dict[str, Any], *, default: str) -> str:
    value = said.get("currency")
    if isinstance(value, str) and len(value.strip()) == 3 and value.strip().isalpha() and value.isascii():
        return value.strip().upper()
    return default


def revenue_of(said: dict[str, Any], *, currency: str) -> int | None:
    """In smallest units: `revenue`, else `total`, else what the products come to; None where no amount is named."""
    for name in ("revenue", "total"):
        amount = money.to_minor(said.get(name), currency)
        if amount is not None:
            return amount
    products = _products_amount(said)
    return None if products is None else money.to_minor(products, currency)


def refund_of(said: dict[str, Any]) -> list[str] | None:
    """[amount, currency or ""]: the order's currency may not be known yet. None: everything is given back."""
    currency = currency_of(said, default="")
    for name in ("refund", "total", "revenue", "value"):
        if money.to_minor(said.get(name), currency or "USD") is not None:
            return [str(abs(Decimal(str(said[name]).strip()))), currency]
    products = _products_amount(said)
    return None if products is None else [str(abs(products)), currency]


def items_of(said: dict[str, Any]) -> int:
    """Pieces; a product without a quantity is one."""
    total = Decimal(0)
    for product in products_of(said):
        quantity = number(product.get("quantity"))
        total += 1 if quantity is None else max(quantity, Decimal(0))
    return min(int(total), MOST_ITEMS)


def products_of(said: dict[str, Any]) -> Iterator[dict[str, Any]]:
    products = said.get("products")
    return (product for product in products if isinstance(product, dict)) if isinstance(products, list) else iter(())


def number(value: object) -> Decimal | None:
    """A finite number, also as text."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        exact = Decimal(str(value).strip())
    except InvalidOperation:
        return None
    return exact if exact.is_finite() and abs(exact) <= money.MOST else None


def _products_amount(said: dict[str, Any]) -> Decimal | None:
    """Price × quantity of the products that have a price; None where none has."""
    total = None
    for product in products_of(said):
        price, quantity = number(product.get("price")), number(product.get("quantity"))
        if price is not None:
            total = (total or Decimal(0)) + price * (1 if quantity is None else quantity)
    return total
