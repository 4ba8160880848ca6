"""What an event says of an order, as a basket."""

from polku.act.rewards.pricing.basket import Basket, Line
from polku.kit import money
from polku.know.events.event import Event
from polku.know.orders.amounts import currency_of, revenue_of
from polku.know.orders.fold import team_currency
from polku.know.orders.products import number
from polku.know.orders.said import products_of, read_said

MOST = 1_000_000  # pieces of one line


def paid_in(event: Event) -> tuple[int, str]:
    """What was paid, in smallest units, and the currency; 0 where no amount is named."""
    said = read_said(bytes(event.given.properties))
    currency = currency_of(said, default=team_currency())
    return max(revenue_of(said, currency=currency) or 0, 0), currency


def basket_of(event: Event) -> Basket:
    """Its products; of a price that is no number, nothing is counted."""
    _minor, currency = paid_in(event)
    lines = []
    for product in products_of(event.properties):
        exact = number(product.get("quantity"))
        quantity = 1 if exact is None else min(max(int(exact), 0), MOST)
        key = product.get("product_id", product.get("productId", product.get("sku")))
        unit = max(money.to_minor(product.get("price"), currency) or 0, 0)
        lines.append(Line(_text(key), quantity, unit, "/".join(_text(product.get("category")).split(" > "))))
    return Basket(tuple(lines), currency)


def _text(value: object) -> str:
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
