"""An order while a block is folded. What is heard of it may come in any order, and twice."""

import msgspec

from polku.know.events.event import Event
from polku.know.orders.amounts import currency_of, revenue_of
from polku.know.orders.products import items_of
from polku.know.orders.said import Said


class Row(msgspec.Struct, gc=False):
    id: int
    order_id: str
    identity_id: int | None
    at_ms: int
    stamp_ms: int
    stamp_id: str
    is_priced: bool
    is_cancelled: bool
    currency: str
    revenue_minor: int
    refunded_minor: int
    refunds: str  # JSON
    items: int
    seq: int
    index: int


def new_row(number: int, order_id: str, event: Event, *, currency: str) -> Row:
    """An order that nobody has reported yet."""
    return Row(number, order_id, None, event.time_ms, 0, "", False, False, currency, 0, 0, "{}", 0, 0, 0)


def report(row: Row, event: Event, said: Said, *, default: str) -> None:
    """The earliest report places it; the newest that names an amount tells what it is."""
    is_first = row.identity_id is None
    row.at_ms = event.time_ms if is_first else min(row.at_ms, event.time_ms)
    currency = currency_of(said, default=default)
    revenue = revenue_of(said, currency=currency)
    is_priced = revenue is not None
    if not is_first and (is_priced, *event.stamp) <= (row.is_priced, row.stamp_ms, row.stamp_id):
        return
    row.identity_id, row.currency, row.items = event.identity_id, currency, items_of(said)
    row.is_priced, row.stamp_ms, row.stamp_id = is_priced, event.time_ms, event.id
    row.revenue_minor = revenue or 0
    row.seq, row.index = event.seq, event.index
