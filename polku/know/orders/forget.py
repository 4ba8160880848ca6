"""Orders without some of their events: what the fold would have made of the rest."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from django.db import connection

from polku.kit.bulk import ask, write
from polku.know.events.event import Event
from polku.know.events.forgetting.rest import Rest
from polku.know.events.read import Block
from polku.know.orders import sql
from polku.know.orders.fold import fold, team_currency
from polku.know.orders.heard import heard_of
from polku.know.orders.models import Order
from polku.know.orders.row import Row
from polku.know.orders.totals import Totals
from polku.know.people import sql as people_sql

DROP = "DELETE FROM shop_order WHERE id IN (SELECT v.column1 FROM (VALUES {rows}) AS v)"


def without(gone: Sequence[Event], rest: Rest, whole: AbstractSet[int]) -> int:
    """Within the transaction that took the events out, and before people's. Gives the orders that are no more."""
    numbers = {number for number, *_ in heard_of(gone)}
    numbers |= set(Order.objects.filter(identity_id__in=whole).values_list("id", flat=True)) if whole else set()
    vendor = connection.vendor
    with connection.cursor() as cursor:
        if vendor == "postgresql":
            cursor.execute(people_sql.TAKE_TURNS)
        rows = {
            row[0]: Row(*row) for row in ask(cursor, sql.ORDER, sql.ORDERS_FROM, keys=sorted(numbers), vendor=vendor)
        }
        if not rows:
            return 0
        totals = Totals(cursor, default=team_currency(), vendor=vendor)
        totals.read({row.identity_id for row in rows.values()})
        for row in rows.values():
            totals.take_off(row)
        totals.keep(at_seq=0)
        write(cursor, DROP, [(number,) for number in sorted(rows)], vendor=vendor)
    names = sorted(row.order_id for row in rows.values())

    def is_of_them(event: Event) -> bool:
        return any(number in rows for number, *_ in heard_of([event]))

    left = [event for event in rest.of_orders(names, is_of_them) if is_of_them(event)]
    if left:
        fold(Block(0, 0, left, 0))
    return len(rows) - Order.objects.filter(id__in=rows).count()
