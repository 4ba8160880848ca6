"""Which events may move somebody on a ladder."""

from collections.abc import Collection, Sequence
from datetime import datetime

from polku.act.rewards.follow import Follower
from polku.act.rewards.ledger.models import Program
from polku.act.rewards.ranks.climb import look
from polku.act.rewards.ranks.standing import terms_of
from polku.kit import ids
from polku.know.events.event import Event
from polku.know.orders.heard import heard_of
from polku.know.orders.models import Order
from polku.know.orders.said import NAMES as OF_ORDERS
from polku.know.people.find import profile_ids

OF_POINTS = frozenset(("Points Earned", "Points Reversed"))
OF_PEOPLE = frozenset(("Profiles Merged", "Merge Undone", "Merge Redone"))


def names(programs: Sequence[Program]) -> Collection[str]:
    return frozenset[str]().union(*(_names(program) for program in programs))


def act(events: Sequence[Event], programs: Sequence[Program], now: datetime) -> None:
    for program in programs:
        wanted = _names(program)
        if found := [event for event in events if event.name in wanted]:
            look(program, _whose(found), now=now)


def _names(program: Program) -> frozenset[str]:
    if program.state == Program.State.ENDED:
        return frozenset()
    return OF_PEOPLE | (OF_POINTS if terms_of(program).by == "points" else OF_ORDERS)


def _whose(events: Sequence[Event]) -> Collection[int]:
    """Profiles: of the events, of the orders that these speak of, and of those who became one or parted."""
    identities = {event.identity_id for event in events}
    orders = sorted({number for number, *_rest in heard_of(events)})
    for start in range(0, len(orders), 500):
        rows = Order.objects.filter(pk__in=orders[start : start + 500], identity_id__isnull=False)
        identities.update(number for number in rows.values_list("identity_id", flat=True) if number is not None)
    for event in events:
        if event.name in OF_PEOPLE:
            said = event.properties
            told = [said.get("profile"), said.get("absorbed")]
            identities.update(ids.number(text) or 0 for text in told if isinstance(text, str))
    return set(profile_ids(identities).values())


FOLLOWER = Follower(frozenset((Program.Kind.RANKS.value,)), names, act)
