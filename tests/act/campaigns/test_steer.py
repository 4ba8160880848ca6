"""Pausing and stopping what is on its way."""

from datetime import timedelta

import pytest

from polku.act.campaigns import loop, steer
from polku.act.campaigns.launch import launch
from polku.act.campaigns.models import Launch
from polku.act.campaigns.progress import progress, state_of
from polku.know.teams.models import TrailEntry
from polku.say.channels.paper.channel import CHANNEL
from polku.say.channels.paper.models import PaperCopy
from polku.say.outbox import loop as outbox

pytestmark = pytest.mark.django_db


@pytest.fixture
def begun(shop, draft, noon, carry_on, monkeypatch):
    """A campaign to five, two of whom have got it."""
    loop._not_before.clear()
    shop(**{f"p{number}": 2 for number in range(5)})
    campaign = draft()
    launch(campaign, by=None, now=noon)
    carry_on()
    loop.tick(noon)
    monkeypatch.setattr(CHANNEL, "batch", 2)
    outbox.tick(noon)
    campaign.refresh_from_db()
    return campaign


def standing(campaign):
    campaign = type(campaign).objects.select_related("launch").get(pk=campaign.pk)
    return state_of(campaign, done=progress(campaign))


def test_nothing_leaves_while_it_is_paused_and_then_it_goes_on(begun, aino, noon):
    assert steer.pause(begun, by=aino, now=noon)
    assert outbox.tick(noon + timedelta(days=1)) == 0
    assert (PaperCopy.objects.count(), standing(begun)) == (2, "paused")
    assert not steer.pause(begun, by=aino, now=noon)

    assert steer.resume(begun, by=aino)
    assert not steer.resume(begun, by=aino)
    while outbox.tick(noon):
        pass

    assert (PaperCopy.objects.count(), standing(begun)) == (5, "done")
    assert list(TrailEntry.objects.order_by("pk").values_list("action", flat=True))[-2:] == [
        "campaign.paused",
        "campaign.resumed",
    ]


@pytest.mark.parametrize("is_paused", [False, True])
def test_who_has_not_got_it_gets_it_no_more_when_it_is_stopped(begun, aino, noon, is_paused):
    if is_paused:
        steer.pause(begun, by=aino, now=noon)
    assert steer.stop(begun, by=aino, now=noon)
    assert not steer.stop(begun, by=aino, now=noon)
    assert not steer.resume(begun, by=aino)
    while outbox.tick(noon):
        pass

    done = progress(begun)
    assert (PaperCopy.objects.count(), done.sent, done.held, standing(begun)) == (2, 2, 3, "done")
    assert [(one.reason, one.count) for one in done.reasons] == [
        ("The campaign was stopped before this message left.", 3)
    ]


def test_one_whose_audience_has_not_been_found_yet_is_stopped_too(shop, draft, aino, noon):
    shop(devi=2)
    campaign = draft()
    launch(campaign, by=None, now=noon)

    assert steer.stop(campaign, by=aino, now=noon)

    while loop.tick(noon) + outbox.tick(noon):
        pass
    assert (Launch.objects.get().audience, PaperCopy.objects.count(), standing(campaign)) == (0, 0, "done")


def test_a_draft_is_neither_paused_nor_stopped(draft, aino, noon):
    campaign = draft()

    assert not steer.pause(campaign, by=aino, now=noon)
    assert not steer.stop(campaign, by=aino, now=noon)
