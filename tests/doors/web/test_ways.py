"""A campaign by several channels, on the page from which it is sent and on its own."""

import pytest
from django.urls import reverse

from polku.act.campaigns import loop, write
from polku.act.campaigns.models import Campaign
from polku.act.campaigns.natives.set_up import add_native
from polku.kit import clock
from polku.kit.ids import public
from polku.know.people.models import Profile
from polku.say.outbox import loop as outbox
from tests.act.campaigns.natives.conftest import birds  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign(aino, birds):  # noqa: F811
    made = write.create("Tea", channel="owl", body="Hello", rule={"all": []}, by=aino)
    add_native(made, channel="paper", body="By paper", by=aino)
    add_native(made, channel="paper", language="ja", body="お茶", by=aino)
    return made


def test_it_is_counted_chosen_and_told_by_channel(web, campaign, come_by, follow):
    come_by("Aki", "Devi")
    follow()
    page = reverse("campaign launch", args=[campaign.pk])
    coming = web.get(page).context["coming"]
    assert [one.people for one in coming] == [0, 2]
    assert coming[1].languages == [("", 2), ("日本語", 0)]

    given = {"choice": "best", "again": "yes", "fallback_h": "12", "until": "opened"}
    web.post(reverse("campaign channels", args=[campaign.pk]), given)
    kept = Campaign.objects.get(pk=campaign.pk).several
    wrong = web.post(reverse("campaign channels", args=[campaign.pk]), given | {"fallback_h": "999"}, follow=True)
    web.post(page, {"when": "", "everybody": "yes"})
    loop._not_before.clear()
    while loop.tick(clock.now()) + outbox.tick(clock.now()):
        pass
    person = web.get(reverse("person", args=[public(Profile.objects.get(name="Devi").pk)])).content.decode()
    live = web.get(reverse("campaign", args=[campaign.pk])).context
    told = live["ways"]
    listed = web.get("/campaigns").context["rows"]
    planned = [len(web.get(f"/plan?view=list&channel={name}").context["days"]) for name in ("owl", "paper", "email")]

    assert kept == {"choice": "best", "fallback_h": 12, "until": "opened"}
    assert "the only one of this campaign’s channels that reaches them" in person
    assert "after how many hours" in wrong.content.decode()
    assert [(row.way.channel, row.way.sent, row.is_again) for row in told] == [("paper", 2, False)]
    assert ["Paper" in row.channel for row in listed] == [True]
    assert planned == [1, 1, 0]
