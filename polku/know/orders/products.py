"""How many pieces an event's products are, and what they come to."""

from decimal import Decimal

from polku.kit import money
from polku.know.orders.said import Said

MOST_ITEMS = 2**31 - 1


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


def number(value: object) -> Decimal | None:
    """A finite number, also as text."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    exact = money.exact(value)
    return exact if exact is not None and abs(exact) <= money.MOST else None


def amount_of(said: Said) -> Decimal | None:
    """Price × quantity of the products that have a price; None where none has."""
    total = None
    for product in said.products:
        price, quantity = number(product.price), number(product.quantity)
        if price is not None:
            total = (total or Decimal(0)) + price * (1 if quantity is None else quantity)
    return total
