"""Where a cap has no room for two campaigns, the one of higher priority goes, planned or on its way, once or again."""

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta

import pytest

from polku.act.campaigns import loop as campaigns
from polku.act.campaigns import steer
from polku.act.campaigns.launch import launch
from polku.act.campaigns.models import Launch
from polku.act.campaigns.priority import HIGH, LOW
from polku.act.plan import schedule, series
from polku.act.plan.rhythm import WEEK, Rhythm
from polku.act.plan.way import standing
from polku.act.plan.way.ahead import ahead, estimates, together
from polku.know.people import columns as people_columns
from polku.say.arms.models import Arm
from polku.say.limits import caps
from polku.say.limits.terms import Terms
from polku.say.limits.way.models import GivesWay
from polku.say.outbox import loop as outbox
from polku.say.outbox.models import Message
from polku.say.outbox.of_many import of_many
from polku.say.outbox.packed.models import MessageCounted
from polku.say.outbox.reasons import sentence
from tests.act.plan.conftest import run

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
SATURDAYS = Rhythm(unit=WEEK, days=(6,), at=time(17, 0), begins=date(2026, 11, 21))  # three hours after noon UTC


@pytest.fixture
def people(noon, log_events, carry_on, columns, aino):
    """Three of whom two buy in the sale, and a cap of one message a day."""
    for name in ("devi", "emile", "fumi"):
        traits = {"tier": "gold"} if name != "fumi" else {}
        log_events({"type": "identify", "userId": name, "traits": traits})
    carry_on()
    while people_columns.sync():
        pass
    caps.add(Terms(1, 24), by=aino)


@pytest.fixture
def asked(carry_on):
    """Ask for the messages of whatever has been launched."""

    def ask(now):
        carry_on()
        while people_columns.sync():
            pass
        campaigns._not_before.clear()
        campaigns.tick(now, ahead=ahead)

    return ask


@pytest.fixture
def two(people, draft):
    """Low to everybody, high to two of them."""
    sale = draft(name="Spring sale", rule={"trait": "tier", "op": "is", "value": "gold"}, priority=HIGH)
    return draft(name="News", priority=LOW), sale


def became(campaign):
    found = Counter()
    for state, reason, count in MessageCounted.objects.filter(campaign_id=campaign.pk).values_list(
        "state", "reason", "count"
    ):
        found[state, reason] += count
    return dict(found)


def sent(now):
    standing.tick(now)
    while outbox.tick(now):
        pass


def test_the_low_one_gives_way_to_what_is_planned(two, asked, aino, noon):
    news, sale = two
    schedule.schedule(sale, at=noon + 3 * HOUR, by=aino, now=noon)
    assert [(one.coming.campaign, one.people) for one in estimates(news, now=noon)] == [(sale, 2)]
    assert together(estimates(news, now=noon), now=noon) == 2
    assert not estimates(sale, now=noon)
    later = [estimates(news, at=noon + hours * HOUR, now=noon) for hours in (2, 4)]  # before the sale, and after it
    assert [len(found) for found in later] == [1, 0]

    launch(news, by=aino, now=noon)
    asked(noon)
    sent(noon)
    run(noon + 3 * HOUR)
    asked(noon + 3 * HOUR)
    sent(noon + 3 * HOUR)

    why = "gave_way|2026-11-21T15:00Z/Spring sale"
    assert became(news) == {("sent", ""): 1, ("held", why): 2}
    assert became(sale) == {("sent", ""): 2}
    assert sentence(why).startswith("It gave way to “Spring sale” of Nov. 21, 2026:")
    assert of_many(why).endswith("they may not get that many messages.")
    assert standing.tick(noon + 4 * HOUR) == 1
    assert not Arm.objects.filter(arm="gives_way").exists()


def test_what_does_not_come_any_more_takes_no_place(two, asked, aino, noon, draft):
    news, sale = two
    row = schedule.schedule(sale, at=noon + 3 * HOUR, by=aino, now=noon)
    launch(news, by=aino, now=noon)
    asked(noon)

    schedule.move(row, at=noon + 25 * HOUR, by=aino, now=noon)
    standing.tick(noon)
    assert GivesWay.objects.get().at_ms == int((noon + 25 * HOUR).timestamp() * 1000)
    schedule.take_back(row, by=aino, now=noon)
    sent(noon)

    assert became(news) == {("sent", ""): 3}
    assert GivesWay.objects.get().is_over


def test_each_time_of_a_series_counts_and_becomes_a_campaign(two, asked, aino, noon):
    news, sale = two
    series.begin(sale, SATURDAYS, by=aino, now=noon)
    launch(news, by=aino, now=noon)
    asked(noon)
    assert GivesWay.objects.get().to.startswith("series:")

    at = datetime(2026, 11, 21, 15, 0, tzinfo=UTC)
    run(at)
    asked(at)
    occurrence = Launch.objects.latest("pk").campaign
    assert (GivesWay.objects.get().to, GivesWay.objects.get().is_asked) == (f"campaign:{occurrence.pk}", True)
    sent(at)

    assert (became(occurrence), became(news)[("sent", "")]) == ({("sent", ""): 2}, 1)


@pytest.mark.parametrize("is_stopped", [False, True])
def test_what_is_on_its_way_goes_first_and_what_was_stopped_does_not(two, asked, aino, noon, is_stopped):
    news, sale = two
    launch(sale, by=aino, now=noon)
    asked(noon)
    steer.pause(sale, by=aino, now=noon)
    launch(news, by=aino, now=noon)
    asked(noon)
    if is_stopped:
        steer.stop(sale, by=aino, now=noon)
    else:
        outbox.tick(noon)  # the paused one waits
        assert became(news)[("sent", "")] == 1
        steer.resume(sale, by=aino)
    sent(noon)

    assert became(news).get(("sent", "")) == (3 if is_stopped else 1)
    assert Message.objects.count() == 0
