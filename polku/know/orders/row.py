"""An order while a block is folded. What is heard of it may come in any order, and twice."""

import json

import msgspec

from polku.kit import money
from polku.know.events.event import Event
from polku.know.orders.said import Said, currency_of, items_of, refund_of, revenue_of


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


def refund(row: Row, event: Event, said: Said) -> None:
    _wait(row, event)
    refunds = json.loads(row.refunds)
    refunds[event.id] = refund_of(said)
    row.refunds = json.dumps(dict(sorted(refunds.items())), ensure_ascii=False)


def cancel(row: Row, event: Event) -> None:
    _wait(row, event)
    row.is_cancelled = True


def settle(row: Row) -> None:
    """What was given back, now that all of the block is heard: never more than was paid."""
    most = max(row.revenue_minor, 0)
    refunds = json.loads(row.refunds).values() if row.refunds != "{}" else ()
    if row.is_cancelled or any(amount is None for amount in refunds):
        row.refunded_minor = most
        return
    # An amount in a currency that is not the order's cannot be taken off it.
    given = (money.to_minor(amount, row.currency) for amount, currency in refunds if currency in ("", row.currency))
    row.refunded_minor = min(most, sum(minor or 0 for minor in given))


def not_taken_off(refunds: str, currency: str) -> list[tuple[str, str]]:
    """Refunds of an order in another currency than its own: (amount, currency). Nobody knows the rate of that day."""
    given = json.loads(refunds).values() if refunds != "{}" else ()
    return [(said[0], said[1]) for said in given if said is not None and said[1] not in ("", currency)]


def _wait(row: Row, event: Event) -> None:
    if row.identity_id is None:
        row.at_ms = min(row.at_ms, event.time_ms)
