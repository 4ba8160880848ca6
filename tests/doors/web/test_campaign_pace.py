"""Steering a campaign from its page: its pace, and a channel that rests."""

from collections.abc import Callable

import pytest
from django.test import Client

from polku.act.campaigns.models import Campaign, CampaignPace, Launch
from polku.kit import clock
from polku.know.people.models import Profile
from polku.know.teams.models import TrailEntry
from polku.say.channels.channel import Failed
from polku.say.outbox.models import Message
from polku.say.outbox.rest import rest
from polku.say.outbox.rest.models import ChannelRest
from polku.say.outbox.speed import speed

pytestmark = pytest.mark.django_db
RAIN = Failed("channel_broke|Rain", is_temporary=True)


@pytest.fixture
def on_its_way(noon) -> Campaign:
    """With 120 messages that wait."""
    campaign = Campaign.objects.create(name="Winter", rule={"all": []}, body="Hello")
    Launch.objects.create(campaign=campaign, at=noon, audience=120, asked_at=noon, at_seq=1)
    common = {"cause": f"campaign:{campaign.pk}", "channel": "paper", "campaign_id": campaign.pk}
    rows = [Message(identity_id=number, due_ms=1, asked_ms=1, **common) for number in range(1, 121)]
    Message.objects.bulk_create(rows)
    return campaign


def test_a_pace_is_chosen_on_the_page_and_the_end_follows_it(web: Client, on_its_way: Campaign) -> None:
    path = f"/campaigns/{on_its_way.pk}"

    web.post(f"{path}/pace", {"pace": "hour", "pace_number": "60"})

    assert (CampaignPace.objects.get().number, speed.per_hour(f"campaign:{on_its_way.pk}")) == (60, 60)
    page = web.get(path).text
    assert ("Pace: 60 messages an hour." in page, "Through at about" in page, "14:00" in page) == (True, True, True)

    web.post(f"{path}/pace", {"pace": "", "pace_number": ""})
    assert (CampaignPace.objects.exists(), "Through at about" in web.get(path).text) == (False, False)


def test_a_pace_that_there_is_not_is_said_and_changes_nothing(web: Client, on_its_way: Campaign) -> None:
    answer = web.post(f"/campaigns/{on_its_way.pk}/pace", {"pace": "hour", "pace_number": "-3"}, follow=True)

    assert "The pace: From 1 to 10000000." in answer.text
    assert not CampaignPace.objects.exists()


def test_a_channel_that_rests_is_told_at_home_and_on_the_page_and_tried_now(
    web: Client, on_its_way: Campaign, columns: None
) -> None:
    rest.heard("paper", [RAIN] * 20, now=clock.now())
    path = f"/campaigns/{on_its_way.pk}"

    assert "rests after failures; a few messages are tried again" in web.get(path).text
    assert "rests after failures: tried again" in web.get("/").text

    web.post(f"{path}/trial")
    assert ChannelRest.objects.get().until_ms == clock.now_ms()
    assert TrailEntry.objects.get(action="channel.tried_now").number == "paper"


def test_e_mail_that_rests_says_so_in_its_settings(web: Client, noon: object) -> None:
    rest.heard("email", [RAIN] * 20, now=clock.now())

    assert "E-mail rests after failures" in web.get("/settings/channels/email").text
    web.post("/settings/channels/email/trial")
    assert ChannelRest.objects.get().until_ms == clock.now_ms()


def test_the_launch_page_asks_for_the_pace(
    web: Client, columns: None, come_by: Callable[..., list[Profile]], follow: Callable[[], None]
) -> None:
    come_by("Devi")
    follow()
    campaign = Campaign.objects.create(name="Winter", rule={"all": []}, body="Hello", subject="Tea")
    path = f"/campaigns/{campaign.pk}/launch"

    assert 'name="pace"' in web.get(path).text
    web.post(path, {"pace": "over", "pace_number": "4", "everybody": "yes"})
    assert (CampaignPace.objects.get().unit, CampaignPace.objects.get().number) == ("over", 4)
