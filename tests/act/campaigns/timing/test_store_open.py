"""Only while the person's store is open: who gets it with the launch, and who when their store opens."""

from datetime import timedelta

import pytest

from polku.act.campaigns import loop
from polku.act.campaigns.launch import launch
from polku.act.campaigns.timing.choose import choose
from polku.act.campaigns.timing.timing import STORE_OPEN, Timing
from polku.act.campaigns.timing.waits import waves
from polku.kit import clock
from polku.know.people import columns as people_columns
from polku.know.places.said import Said
from polku.know.places.stores import describe
from polku.know.teams.models import Team
from polku.say.channels.paper.models import PaperCopy
from polku.say.outbox import loop as outbox
from polku.say.outbox.models import Message

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
EVERYBODY = {"all": []}


@pytest.fixture
def shoppers(noon, log_events, carry_on, columns, aino):
    """Who was last where: at a store that is open, at one that opens at three, at one not described, nowhere."""
    Team.objects.create(name="Kahvila", time_zone="UTC")
    visits = {"ann": ("shut", "open"), "bea": ("open", "shut"), "cid": ("web",), "dan": (), "eve": ("shut", "web")}
    for name, stores in visits.items():
        log_events({"type": "identify", "userId": name, "traits": {"firstName": name}})
        for age, store in enumerate(reversed(stores)):
            at = (noon - age * DAY).isoformat()
            log_events({"type": "page", "userId": name, "timestamp": at, "properties": {"store": store}})
    carry_on()
    while people_columns.sync():
        pass
    hours(noon, "shut", "15-16")
    hours(noon, "open", "0-24")


def hours(noon, key, text):
    with clock.fixed(noon):
        describe(key, Said(key, "UTC", week=(text,) * 7), by=None)


def carry_on_until(now):
    with clock.fixed(now):
        while loop.tick(now) + outbox.tick(now):
            pass


def got():
    return sorted(PaperCopy.objects.values_list("text", flat=True))


def test_whose_store_is_closed_gets_it_when_it_opens(shoppers, draft, noon):
    campaign = draft(rule=EVERYBODY, body="{{ person.first_name }}")
    choose(campaign, Timing(STORE_OPEN), by=None)
    with clock.fixed(noon):
        launch(campaign, by=None, now=noon)

    carry_on_until(noon + HOUR)
    assert got() == ["ann", "cid", "dan"]
    opens = noon.replace(hour=15, minute=0, second=0, microsecond=0)
    assert [(one.at, one.people) for one in waves(campaign, now=noon)] == [(opens, 2)]

    hours(noon, "shut", "16-17")  # it opens later than it was to
    carry_on_until(opens)
    assert got() == ["ann", "cid", "dan"]
    assert not Message.objects.filter(state="asked").exists()  # the block waits as it is
    carry_on_until(opens + HOUR)
    assert got() == ["ann", "bea", "cid", "dan", "eve"]
