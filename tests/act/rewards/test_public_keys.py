"""A key that anybody can read in a web page gives nobody rewards."""

import pytest

from polku.act.rewards import follow
from polku.act.rewards.follow import Follower
from polku.act.rewards.ledger.models import Program
from polku.know.orders.models import Order
from polku.know.people.stores.models import StoreVisit
from polku.know.teams.models import create_source
from polku.know.teams.public_keys import change

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    """The source of the shop's page."""
    row = create_source("Page")
    change(row, is_public=True)
    return row


def said(name, number, **properties):
    return {"type": "track", "event": name, "userId": "devi", "messageId": number, "properties": properties}


def orders():
    return list(Order.objects.order_by("order_id").values_list("order_id", "revenue_minor", "refunded_minor"))


def test_it_neither_makes_nor_changes_orders(noon, page, log_events, carry_on):
    server = create_source("Server").pk
    log_events(said("Order Completed", "e1", order_id="o1", revenue=10, store="kallio"), source=page.pk)
    log_events(said("Order Completed", "e2", order_id="o2", revenue=20), source=server)
    log_events(said("Order Updated", "e3", order_id="o2", revenue=9999), source=page.pk)
    log_events(said("Order Refunded", "e4", order_id="o2"), source=page.pk)
    log_events(said("Review Posted", "e5", order_id="o1"), said("Order Refunded", "e6", order_id="o1"), source=server)
    carry_on()
    shown = orders()
    assert shown.pop(1) == ("o2", 2000, 0)
    assert shown == [("o1", 0, 0)]  # of which only the refund was heard
    assert Order.objects.filter(identity_id__isnull=False).count() == 1
    assert not StoreVisit.objects.exists()

    change(page, is_public=False)
    log_events(said("Order Completed", "e7", order_id="o3", revenue=30), source=page.pk)
    carry_on()
    assert ("o3", 3000, 0) in orders()


def test_rooms_are_handed_only_what_earns_nothing(noon, page, log_events, carry_on, monkeypatch):
    heard = []
    room = Follower(
        frozenset(("referral",)),
        lambda _programs: {"Review Posted", "Page Viewed"},
        lambda events, _programs, _now: heard.extend((event.name, event.source) for event in events),
        frozenset(("Page Viewed",)),
    )
    monkeypatch.setattr(follow, "FOLLOWERS", [room])
    Program.objects.create(kind="referral", name="Friends", state="live", currency="EUR")

    log_events(said("Review Posted", "e1"), said("Page Viewed", "e2"), source=page.pk)
    log_events(said("Review Posted", "e3"), source=create_source("Server").pk)
    carry_on()

    assert set(heard) == {("Page Viewed", page.pk), ("Review Posted", page.pk + 1)}
