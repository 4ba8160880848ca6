"""How orders read the log: one row an order, and each person's number of orders and net revenue.

Like people, a function of the set of events: reports, refunds and cancellations may come in any order, and twice.
"""

import logging
from typing import Any

import msgspec
from django.db import connection

from polku.kit.bulk import ask, no_cycles, write
from polku.know.events.read import Block
from polku.know.orders import sql
from polku.know.orders.heard import heard_of, take_in
from polku.know.orders.refunds import not_taken_off, settle
from polku.know.orders.row import Row
from polku.know.orders.totals import Totals
from polku.know.people import sql as people_sql
from polku.know.teams.models import Team

log = logging.getLogger(__name__)

NOT_TAKEN_OFF = "Order %s is in %s: its refund of %s %s is not taken off it"


@no_cycles()
def fold(block: Block) -> None:
    heard = heard_of(block.events)
    if not heard:
        return
    default, vendor = team_currency(), connection.vendor
    with connection.cursor() as cursor:
        if vendor == "postgresql":
            cursor.execute(people_sql.TAKE_TURNS)
        keys = sorted({number for number, *_ in heard})
        rows = {found[0]: Row(*found) for found in ask(cursor, sql.ORDER, sql.ORDERS_FROM, keys=keys, vendor=vendor)}
        totals = Totals(cursor, default=default, vendor=vendor)
        totals.read({event.identity_id for *_, event, _ in heard} | {row.identity_id for row in rows.values()})
        for row in rows.values():
            totals.take_off(row)
        take_in(rows, heard, totals, default=default)
        for row in rows.values():
            settle(row)
            totals.put_on(row)
            for amount, currency in not_taken_off(row.refunds, row.currency) if row.identity_id is not None else ():
                log.warning(NOT_TAKEN_OFF, row.order_id, row.currency, amount, currency)
        write(cursor, sql.KEEP_ORDERS, [_values(rows[number]) for number in sorted(rows)], vendor=vendor)
        totals.keep(at_seq=block.last)


def team_currency() -> str:
    """In which people's revenue is summed."""
    return Team.objects.values_list("currency", flat=True).order_by("id").first() or "USD"


def _values(row: Row) -> tuple[Any, ...]:
    row.is_priced, row.is_cancelled = bool(row.is_priced), bool(row.is_cancelled)  # SQLite gives 0 and 1
    return msgspec.structs.astuple(row)
