"""A campaign goes as fast as somebody has said, and its page can tell when it will be through."""

from datetime import timedelta

import pytest

from polku.act.campaigns import loop, pace
from polku.act.campaigns.launch import launch
from polku.act.plan.copies import duplicate
from polku.know.teams.models import TrailEntry
from polku.say.channels.paper.models import PaperCopy
from polku.say.outbox import loop as outbox
from polku.say.outbox.speed import speed

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign(shop, draft):
    loop._not_before.clear()
    shop(**{f"p{number}": 2 for number in range(6)})
    return draft()


def go(campaign, noon, carry_on):
    launch(campaign, by=None, now=noon)
    carry_on()
    loop.tick(noon)


def test_spread_over_hours_the_audience_goes_evenly(campaign, aino, noon, carry_on):
    pace.choose(campaign, "over", 2, by=aino, now=noon)
    go(campaign, noon, carry_on)

    gone = []
    for minute in (0, 19, 20, 40, 60, 80, 100, 120):
        while outbox.tick(noon + timedelta(minutes=minute)):
            pass
        gone.append(PaperCopy.objects.count())

    assert gone == [1, 1, 2, 3, 4, 5, 6, 6]


def test_a_pace_chosen_on_the_way_holds_from_then_on(campaign, aino, noon, carry_on):
    go(campaign, noon, carry_on)
    assert pace.ends_at(campaign, 6, now=noon) is None

    pace.choose(campaign, "hour", 3, by=aino, now=noon)
    outbox.tick(noon)
    assert (PaperCopy.objects.count(), pace.ends_at(campaign, 5, now=noon)) == (1, noon + timedelta(minutes=100))

    pace.choose(campaign, "", 0, by=aino, now=noon)
    while outbox.tick(noon):
        pass
    assert PaperCopy.objects.count() == 6
    assert list(TrailEntry.objects.filter(action="campaign.paced").order_by("pk").values_list("after", flat=True)) == [
        {"name": "Second cup", "unit": "hour", "number": 3},
        {"name": "Second cup"},
    ]


@pytest.mark.parametrize(("unit", "number"), [("day", 5), ("minute", 0), ("over", 169), ("hour", -1)])
def test_there_is_no_such_pace(campaign, aino, noon, unit, number):
    with pytest.raises(pace.WrongPace):
        pace.choose(campaign, unit, number, by=aino, now=noon)


def test_a_copy_goes_at_the_same_pace_and_a_launch_without_one_at_none(campaign, aino, noon, carry_on):
    pace.choose(campaign, "minute", 50, by=aino, now=noon)

    made = pace.pace_of(duplicate(campaign, by=aino))
    assert (made.unit, made.number) == ("minute", 50)

    go(campaign, noon, carry_on)
    assert speed.per_hour(f"campaign:{campaign.pk}") == 3_000
