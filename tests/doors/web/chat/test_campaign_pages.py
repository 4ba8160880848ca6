"""Campaigns by LINE in the list, before they are sent, and after: by their account's title, as a phone."""

import json

import pytest
from django.test import Client

from polku.act.campaigns.launch import launch
from polku.act.campaigns.models import Campaign
from polku.act.campaigns.write import create
from polku.kit import clock
from polku.say.channels.line.models import LineAccount
from polku.say.content.chat.read import chat_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign(account: LineAccount, columns: None) -> Campaign:
    chat = chat_of({"blocks": [{"kind": "text", "text": "New beans"}]})
    return create("Beans", channel="line:kahvila", mail=chat, rule={"all": []})


def test_it_is_listed_by_its_accounts_title(web: Client, campaign: Campaign) -> None:
    [row] = web.get("/campaigns").context["rows"]

    assert row.channel == "LINE · Kahvila"


def test_it_is_seen_on_a_phone_before_and_after_it_is_sent(web: Client, campaign: Campaign) -> None:
    asked = web.get(f"/campaigns/{campaign.pk}/launch").context
    assert json.loads(asked["chat_native"]) == [{"type": "text", "text": "New beans"}]

    launch(campaign, by=None, now=clock.now())
    page = web.get(f"/campaigns/{campaign.pk}")
    assert (page.context["chat_title"], page.context["chat_text"]) == ("Kahvila", "New beans")
    assert 'data-island="chat"' in page.content.decode()


def test_an_account_that_is_gone_leaves_its_campaigns_readable(
    web: Client, campaign: Campaign, account: LineAccount
) -> None:
    launch(campaign, by=None, now=clock.now())
    account.delete()

    page = web.get(f"/campaigns/{campaign.pk}")
    assert (page.status_code, page.context["chat_text"], page.context["channel"]) == (200, "New beans", "kahvila")
    assert web.get("/campaigns").context["rows"][0].channel == "kahvila"
