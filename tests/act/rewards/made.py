"""People, orders and programs, put down as the river would have left them."""

from datetime import UTC, datetime

from polku.act.rewards.ledger.models import Program, Terms
from polku.kit import clock, ids
from polku.know.orders.models import Order
from polku.know.people.models import Identity, Profile
from polku.know.teams.models import Team

NOW = datetime(2026, 11, 21, 10, tzinfo=UTC)
NOW_MS = clock.to_ms(NOW)
DAY_MS = clock.DAY_MS
TEA = {"title": "A cup of tea", "benefit": {"kind": "gift", "gift": "tea"}}


def team(time_zone="Europe/Helsinki"):
    return Team.objects.create(name="Kahvila", time_zone=time_zone, currency="EUR")


def program(kind, terms, *, at=NOW):
    row = Program.objects.create(kind=kind, name=kind.title(), currency="EUR", state="live", created_at=at)
    Terms.objects.create(program=row, number=1, terms=terms)
    return row


def coupon(**more):
    return program("coupon", TEA | more)


def person(name, *, since_ms=NOW_MS, kind="user_id", **fields):
    """Returns the number of the person and of their one identity."""
    number = ids.identity_id(kind, name)
    seen = {"first_seen_ms": since_ms, "last_seen_ms": since_ms}
    Profile.objects.create(id=number, name=fields.pop("full", ""), **seen, **fields)
    Identity.objects.create(id=number, kind=kind, value=name, profile_id=number, **seen)
    return number


def merge(low, high):
    """The second becomes the first."""
    one = Identity.objects.get(pk=low).profile_id
    other = Identity.objects.get(pk=high).profile_id
    if one != other:
        Identity.objects.filter(profile_id=other).update(profile_id=one)
        Profile.objects.filter(pk=other).delete()


def order(name, who, minor, *, at_ms, refunded=0, is_cancelled=False):
    return Order.objects.create(
        id=ids.hash63(name.encode()),
        order_id=name,
        identity_id=who,
        at_ms=at_ms,
        stamp_ms=at_ms,
        stamp_id=name,
        is_priced=True,
        is_cancelled=is_cancelled,
        currency="EUR",
        revenue_minor=minor,
        refunded_minor=refunded,
        seq=1,
        index=0,
    )
