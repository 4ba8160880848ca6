"""Orders that events tell of bring stamps, where a card says so; cancelled or refunded whole, they take them back.

A part that is refunded leaves the stamps where they are. What was bought before the card was made, or long ago, as in
an import, brings none.
"""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from polku.act.rewards.follow import Follower
from polku.act.rewards.ledger.latest import terms_of
from polku.act.rewards.ledger.models import Movement, Program
from polku.act.rewards.stamps import causes, coming
from polku.act.rewards.stamps.bought import basket_of, paid_in
from polku.act.rewards.stamps.refused import Refused
from polku.act.rewards.stamps.stamp import stamp
from polku.act.rewards.stamps.terms import Coming, read
from polku.act.rewards.stamps.undo import undo
from polku.kit import clock, ids
from polku.know.events.event import Event
from polku.know.orders.models import Order
from polku.know.orders.said import CANCELLED, REFUNDED, order_id_of, read_said
from polku.know.people.stores.fold import stores_of

COMPLETED = "Order Completed"
OLDEST = timedelta(days=31)
BY = "order"


def names(programs: Sequence[Program]) -> Collection[str]:
    return (COMPLETED, CANCELLED, REFUNDED) if _waiting(programs) else ()


def act(events: Sequence[Event], programs: Sequence[Program], now: datetime) -> None:
    waiting = _waiting(programs)
    for event in events:
        order = order_id_of(read_said(bytes(event.given.properties))) or (event.id if event.name == COMPLETED else "")
        for program, comes in waiting if order else ():
            cause = f"order-{ids.hash63(order.encode())}"
            if event.name == COMPLETED:
                _stamp(program, comes, event, cause, now)
            elif _is_gone(order, event.name):
                _take_back(program, cause, now)


def _waiting(programs: Sequence[Program]) -> list[tuple[Program, Coming]]:
    terms = terms_of(programs)
    found = [(program, read(terms[program.pk]).comes) for program in programs]
    return [(program, comes) for program, comes in found if comes.is_by_order]


def _stamp(program: Program, comes: Coming, event: Event, cause: str, now: datetime) -> None:
    """By the day on which it was bought."""
    bought = min(clock.from_ms(event.time_ms), now)
    if bought < max(program.created_at, now - OLDEST):
        return
    try:
        count, store = _count(program, comes, event), next(stores_of(event), "")
        stamp(program, event.identity_id, count, cause, now=bought, store=store, by=BY)
    except Refused:
        return


def _count(program: Program, comes: Coming, event: Event) -> int:
    if comes.goods.products or comes.goods.categories:
        return coming.of_basket(comes, basket_of(event), currency=program.currency)
    minor, currency = paid_in(event)
    asks_amount = comes.kind == "amount" or comes.least_minor
    return coming.of_amount(comes, minor) if currency == program.currency or not asks_amount else 0


def _is_gone(order: str, name: str) -> bool:
    """All of it. Orders have been read before us."""
    row = Order.objects.filter(pk=ids.hash63(order.encode())).first()
    return name == CANCELLED or (row is not None and row.refunded_minor >= row.revenue_minor)


def _take_back(program: Program, cause: str, now: datetime) -> None:
    """What has been used stays."""
    begun = causes.of_stamp(causes.STAMP, 0, causes.tail_of(program.pk, cause))
    for number in Movement.objects.filter(cause=begun).values_list("pk", flat=True):
        try:
            undo(number, now=now, by=BY)
        except Refused:
            continue


FOLLOWER = Follower(frozenset((Program.Kind.STAMPS,)), names, act)
