"""Which events points wait for, and what they do then."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from polku.act.rewards.follow import Follower
from polku.act.rewards.ledger.latest import terms_of
from polku.act.rewards.ledger.models import Program
from polku.act.rewards.points import deeds
from polku.act.rewards.points.settle import settle
from polku.act.rewards.points.terms import read
from polku.know.events.event import Event
from polku.know.orders.heard import heard_of
from polku.know.orders.models import Order
from polku.know.orders.said import NAMES as OF_ORDERS

PART = 500


def names(programs: Sequence[Program]) -> Collection[str]:
    """Orders also of paused and ended ones: what was earned may have to be taken back."""
    return {*OF_ORDERS, *(name for names in _deeds(programs).values() for name in names)}


def act(events: Sequence[Event], programs: Sequence[Program], now: datetime) -> None:
    heard = heard_of(events)
    orders = _orders(sorted({number for number, *_rest in heard}))
    at_hand = {(event.seq, event.index): event for _number, _id, event, _said in heard}
    deeds_of = _deeds(programs)
    for program in programs:
        if orders:
            settle(program, orders, at_hand, now=now)
        wanted = deeds_of.get(program.pk, ())
        if done := [event for event in events if event.name in wanted]:
            deeds.reward(program, done, now=now)


def _orders(numbers: Sequence[int]) -> list[Order]:
    """Those of which a report has come."""
    found: list[Order] = []
    for start in range(0, len(numbers), PART):
        rows = Order.objects.filter(pk__in=numbers[start : start + PART], identity_id__isnull=False)
        found += rows.order_by("at_ms", "pk")
    return found


def _deeds(programs: Sequence[Program]) -> Mapping[int, Collection[str]]:
    """By program: the names of the events that bring its points; of those that are live."""
    live = terms_of(program for program in programs if program.state == Program.State.LIVE)
    return {number: frozenset(deed.event for deed in read(terms).deeds) for number, terms in live.items()}


FOLLOWER = Follower(frozenset((Program.Kind.POINTS.value,)), names, act)
