"""The checklist on the launch page, and “Check the links” against a server that answers."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from polku.act.campaigns.models import Launch
from polku.act.campaigns.write import create
from polku.know.people.models import Profile
from polku.know.teams.models import Member
from tests.act.campaigns.checklist.test_reached import base  # noqa: F401 a fixture: a web server

pytestmark = pytest.mark.django_db


def test_what_blocks_stands_on_the_page_and_holds_it_back(
    web: Client,
    aino: Member,
    come_by: Callable[..., list[Profile]],
    follow: Callable[[], None],
    settings: Any,
    base: str,  # noqa: F811 the fixture
) -> None:
    come_by("Devi")
    follow()
    campaign = create("Tea", body=f"{settings.BASE_URL}/f/nosuch and {base}/404", rule={"all": []}, by=aino)
    page = f"/campaigns/{campaign.pk}/launch"

    shown = web.get(page)

    looked = shown.context["checklist"]
    assert [one.key for one in looked.to_do if one.state == "blocks"] == ["links"]
    assert (looked.blocks_now, looked.blocks_later, "looks like a short address" in shown.text) == (True, True, True)
    assert web.post(page)["Location"] == f"/campaigns/{campaign.pk}/edit"
    assert not Launch.objects.exists()

    whole = web.post(f"/campaigns/{campaign.pk}/links")
    part = web.post(f"/campaigns/{campaign.pk}/links", headers={"HX-Request": "true"})
    assert [template.name for template in (whole.templates[0], part.templates[0])] == [
        "checklist/looked.html",
        "checklist/links.html",
    ]
    assert [one.trouble for one in part.context["reached"]] == ["There is no such page: it answers 404."]


def test_without_a_mail_server_it_says_so_once(
    web: Client, aino: Member, come_by: Callable[..., list[Profile]], follow: Callable[[], None]
) -> None:
    come_by("Devi")
    follow()
    campaign = create("Tea", channel="email", subject="Tea", body="Hello", rule={"all": []}, by=aino)

    shown = web.get(f"/campaigns/{campaign.pk}/launch")

    assert shown.text.count("E-mail is not set up") == 1
    assert 'href="/settings/channels/email"' in shown.text
