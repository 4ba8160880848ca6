"""Campaigns that went out, and orders that followed."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from polku.act.campaigns.cause import cause_of
from polku.act.campaigns.models import Campaign, Launch
from polku.kit import clock, ids
from polku.know.orders.models import Order
from polku.know.people.models import Identity
from polku.say.outbox.models import Message


@pytest.fixture
def campaign(db: None, noon: datetime) -> Campaign:
    made = Campaign.objects.create(name="Tea", body="Hello", rule={"all": []})
    Launch.objects.create(campaign=made, at=noon, asked_at=noon)
    return made


@pytest.fixture
def got(campaign: Campaign, noon: datetime) -> Callable[..., int]:
    """`got("devi")`: the message was sent to them; gives the number of their identity."""

    def run(name: str, *, after: timedelta = timedelta(0), state: str = "sent", person: str = "") -> int:
        number = known(name, person=person)
        sent_ms = clock.to_ms(noon + after)
        Message.objects.create(
            cause=cause_of(campaign),
            identity_id=number,
            channel="paper",
            campaign_id=campaign.pk,
            state=state,
            due_ms=0,
            asked_ms=0,
            settled_ms=sent_ms,
        )
        return number

    return run


def known(name: str, *, person: str = "") -> int:
    """An identity, of the person whose leading identity is `person`."""
    number = ids.identity_id("user_id", name)
    Identity.objects.get_or_create(
        id=number,
        defaults={
            "kind": "user_id",
            "value": name,
            "profile_id": ids.identity_id("user_id", person or name),
            "first_seen_ms": 0,
            "last_seen_ms": 0,
        },
    )
    return number


@pytest.fixture
def ordered(db: None, noon: datetime) -> Callable[..., None]:
    """`ordered("devi", after=timedelta(days=1), cents=500)`"""

    def run(name: str, *, after: timedelta, cents: int = 1000, refunded: int = 0, currency: str = "USD") -> None:
        order_id = f"o{Order.objects.count()}"
        Order.objects.create(
            id=ids.hash63(order_id.encode()), order_id=order_id, identity_id=known(name),
            at_ms=clock.to_ms(noon + after), stamp_ms=0, stamp_id="", currency=currency, revenue_minor=cents,
            refunded_minor=refunded, seq=0, index=0,
        )  # fmt: skip

    return run
