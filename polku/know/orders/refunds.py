"""What is given back of an order: refunds in any order, and all of it once it is cancelled."""

import json

from polku.kit import money
from polku.know.events.event import Event
from polku.know.orders.amounts import refund_of
from polku.know.orders.row import Row
from polku.know.orders.said import Said


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
