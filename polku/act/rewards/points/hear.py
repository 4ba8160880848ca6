"""Which events points wait for, and what they do then."""

from collections.abc import Collection, Sequence
from datetime import datetime

from polku.act.rewards.follow import Follower
from polku.act.rewards.ledger.models import Program, Terms
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
    return {*OF_ORDERS, *(name for program in programs for name in _deeds(program))}


def act(events: Sequence[Event], programs: Sequence[Program], now: datetime) -> None:
    heard = heard_of(events)
    orders = _orders(sorted({number for number, *_rest in heard}))
    at_hand = {(event.seq, event.index): event for _number, _id, event, _said in heard}
    for program in programs:
        if orders:
            settle(program, orders, at_hand, now=now)
        wanted = _deeds(program)
        if done := [event for event in events if event.name in wanted]:
            deeds.reward(program, done, now=now)


def _orders(numbers: Sequence[int]) -> list[Order]:
    """Those of which a report has come."""
    found: list[Order] = []
    for start in range(0, len(numbers), PART):
        rows = Order.objects.filter(pk__in=numbers[start : start + PART], identity_id__isnull=False)
        found += rows.order_by("at_ms", "pk")
    return found


def _deeds(program: Program) -> Collection[str]:
    if program.state != Program.State.LIVE:
        return ()
    terms = Terms.objects.filter(program=program).order_by("-number").values_list("terms", flat=True)[0]
    return frozenset(deed.event for deed in read(terms).deeds)


FOLLOWER = Follower(frozenset((Program.Kind.POINTS.value,)), names, act)
