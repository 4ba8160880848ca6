"""What a block says of orders, and which row of an order each saying goes to."""

import logging
from collections.abc import Sequence

from polku.kit import ids
from polku.know.events.event import Event
from polku.know.events.trusted import trusted
from polku.know.orders.refunds import cancel, refund
from polku.know.orders.row import Row, new_row, report
from polku.know.orders.said import NAMES, REFUNDED, REPORTS, Said, order_id_of, read_said
from polku.know.orders.totals import Totals

log = logging.getLogger(__name__)

ORDER_ID_LENGTH = 200

Heard = list[tuple[int, str, Event, Said]]  # number and id of the order, the event, what it says


def heard_of(events: Sequence[Event]) -> Heard:
    """What events say of orders. A key that anybody can read makes none, and changes none."""
    telling = [event for event in events if event.name in NAMES and event.type == "track"]
    heard = []
    for event in trusted(telling) if telling else ():
        said = read_said(bytes(event.given.properties))
        order_id = order_id_of(said) or (event.id if event.name in REPORTS else "")
        if order_id:
            heard.append((ids.hash63(order_id.encode()), order_id[:ORDER_ID_LENGTH], event, said))
    return heard


def take_in(rows: dict[int, Row], heard: Heard, totals: Totals, *, default: str) -> None:
    for number, order_id, event, said in heard:
        if not totals.knows(event):
            log.error("Order %s is left out: %s %s is nobody we know", order_id, *event.identity)
            continue
        row = rows.get(number)
        if row is None:
            row = rows[number] = new_row(number, order_id, event, currency=default)
        if event.name in REPORTS:
            report(row, event, said, default=default)
        elif event.name == REFUNDED:
            refund(row, event, said)
        else:
            cancel(row, event)
