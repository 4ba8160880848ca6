"""What one event says of money. Amounts that are no numbers count as absent."""

from decimal import Decimal

from polku.kit import money
from polku.know.orders.products import amount_of
from polku.know.orders.said import Said


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
    products = amount_of(said)
    return None if products is None else money.to_minor(products, currency)


def refund_of(said: Said) -> list[str] | None:
    """[amount, currency or ""]: the order's currency may not be known yet. None: everything is given back."""
    currency = currency_of(said, default="")
    for given in (said.refund, said.total, said.revenue, said.value):
        if money.to_minor(given, currency or "USD") is not None:
            return [str(abs(Decimal(str(given).strip()))), currency]
    products = amount_of(said)
    return None if products is None else [str(abs(products)), currency]
