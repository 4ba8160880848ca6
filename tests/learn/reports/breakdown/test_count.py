"""By channel, store and segment: the parts add up to what the campaign's page says."""

from datetime import timedelta

import pytest

from polku.know.people import columns as people_columns
from polku.know.people.stores.models import StoreVisit
from polku.know.segments.segments import create
from polku.learn.reports.breakdown.count import by_channel, parts
from polku.learn.reports.breakdown.people import people
from polku.learn.reports.conversions import Amount, conversions
from polku.say.outbox.models import Message
from polku.say.tracking.models import Reaction

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def visited(number, store, day):
    StoreVisit.objects.create(identity_id=number, store=store, day=day)


def test_stores_add_up_and_follow_merges(campaign, got, ordered, noon):
    devi, emile = got("devi"), got("emile", state="held")
    got("fumi")
    phone = got("devi's phone", person="devi", after=timedelta(hours=1))
    visited(phone, "North", 9)
    visited(devi, "South", 3)
    visited(emile, "South", 4)
    ordered("devi's phone", after=DAY, cents=500)
    ordered("devi", after=2 * DAY, cents=700, refunded=200)
    ordered("fumi", after=DAY, cents=100, currency="EUR")
    number = Message.objects.get(identity_id=devi).pk
    Reaction.objects.create(message_id=number, campaign_id=campaign.pk, clicked_ms=1)

    found = {one.key: one for one in parts(campaign, by="store", now=noon)}

    assert list(found) == ["North", "South", ""]
    north, south, unknown = found.values()
    assert (north.asked, north.sent, north.clicked, north.people, north.orders) == (2, 2, 1, 1, 2)
    assert north.revenue == (Amount("USD", 1000, 2),)
    assert (south.asked, south.sent, south.held, south.people) == (1, 0, 1, 0)
    assert (unknown.title, unknown.sent, unknown.revenue) == ("Store not known", 1, (Amount("EUR", 100, 1),))
    whole = conversions(campaign)
    assert sum(one.people for one in found.values()) == whole.people
    assert sum(one.orders for one in found.values()) == whole.orders
    assert [line.identity for line in people(campaign, "converted", by="store", key="North", now=noon)] == [devi]
    (paper,) = by_channel(campaign)
    assert (paper.asked, paper.sent, paper.held, paper.clicked) == (4, 3, 1, None)


def test_segments_are_those_of_now_and_may_overlap(campaign, got, noon, log_events, carry_on, columns):
    for name, tier in (("devi", "gold"), ("emile", "gold"), ("fumi", "")):
        log_events({"type": "identify", "userId": name, "traits": {"tier": tier}})
    carry_on()
    while people_columns.sync():
        pass
    for name in ("devi", "fumi"):
        got(name)
    gold = create("Gold", rule={"trait": "tier", "op": "is", "value": "gold"})
    create("Everybody named", rule={"trait": "tier", "op": "exists"})

    found = {one.title: (one.key, one.sent) for one in parts(campaign, by="segment", now=noon)}

    assert found["Gold"] == (str(gold.pk), 1)
    assert sum(sent for _key, sent in found.values()) >= 2
