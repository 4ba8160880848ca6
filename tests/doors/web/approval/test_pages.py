"""A second pair of eyes, on the pages: asked for, seen by the other, sent back, approved; and the setting."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.contrib.messages import get_messages
from django.test import Client

from polku.act.campaigns.approval import rule
from polku.act.campaigns.approval.models import Approval, ApprovalRule
from polku.act.campaigns.models import Campaign, Launch
from polku.act.campaigns.write import create
from polku.act.plan.models import Planned, Series
from polku.know.people.models import Profile
from polku.know.teams.models import Member

pytestmark = pytest.mark.django_db
FRIDAYS = {"unit": "week", "every": "2", "days": ["5"], "time": "11:00", "begins": "2026-11-21", "ends": "never"}


@pytest.fixture
def bo(aino: Member) -> Client:
    """Bo's browser; he manages."""
    made = Member.objects.create_user("bo@kahvila.example", "kahvia-kiitos", name="Bo", role="manager")
    browser = Client()
    browser.force_login(made)
    return browser


@pytest.fixture
def campaign(
    aino: Member, noon: datetime, come_by: Callable[..., list[Profile]], follow: Callable[[], None]
) -> Campaign:
    come_by("Devi", "Emile")
    follow()
    rule.change(above=1, roles=[], by=aino)
    return create("Friday coupon", body="Hello", rule={"all": []}, by=aino)


def test_asked_for_seen_by_the_other_sent_back_and_approved(web: Client, bo: Client, campaign: Campaign) -> None:
    page = f"/campaigns/{campaign.pk}"
    asked = web.get(f"{page}/launch")
    assert "Ask for approval" in asked.text
    assert web.post(f"{page}/launch")["Location"] == page
    row = Approval.objects.get()
    assert (row.count, row.why) == (2, "size")

    mine, others = web.get(page), bo.get(page)
    assert (mine.context["may_decide"], others.context["may_decide"]) == (False, True)
    assert [len(getattr(bo.get("/").context["approvals"], name)) for name in ("to_decide", "own")] == [1, 0]
    assert [len(getattr(web.get("/").context["approvals"], name)) for name in ("to_decide", "own")] == [0, 1]
    assert web.get("/campaigns").context["rows"][0].state == "approval"
    for address in ("launch", "series"):
        assert web.get(f"{page}/{address}")["Location"] == page
    assert "waits for approval" in web.get(f"{page}/edit").text

    refused = web.post(f"{page}/approval", {"request": row.pk})
    assert next(str(one) for one in get_messages(refused.wsgi_request)).startswith("Only somebody else")
    bo.post(f"{page}/approval/return", {"request": row.pk, "word": "Which Friday?"})
    assert [one.word for one in web.get("/").context["approvals"].answered] == ["Which Friday?"]
    assert "Which Friday?" in web.get(f"{page}/edit").text

    web.post(f"{page}/launch")
    bo.post(f"{page}/approval", {"request": row.pk})  # what was looked at is over
    assert not Launch.objects.exists()
    bo.post(f"{page}/approval", {"request": Approval.objects.latest("pk").pk})
    assert Launch.objects.get().by.name == "Aino"
    assert "approved by Bo" in web.get(page).text


def test_later_and_again_and_again_wait_too_and_can_be_taken_back(web: Client, bo: Client, campaign: Campaign) -> None:
    page = f"/campaigns/{campaign.pk}"
    web.post(f"{page}/launch", {"when": "at", "day": "2026-11-27", "time": "11:00"})
    assert web.get(page).context["wanted"].told.here.endswith("11:00")
    web.post(f"{page}/approval/end", {"request": Approval.objects.get().pk})
    assert web.post(f"{page}/series", FRIDAYS)["Location"] == page
    assert web.get(page).context["wanted"].said == "Every 2 weeks on Friday at 11:00"
    assert not Planned.objects.exists()

    bo.post(f"{page}/approval", {"request": Approval.objects.latest("pk").pk})

    assert Series.objects.get().made_by.name == "Aino"
    assert "approved by Bo" in web.get(page).text
    assert web.post(f"{page}/approval", {"request": 1})["Location"] == page


def test_the_setting_is_a_number_and_who_launches(web: Client, bo: Client, aino: Member) -> None:
    web.post("/settings/approval", {"above": "1000", "roles": ["manager", "api_key"]})
    row = rule.current()
    assert (row.above, row.roles) == (1000, ["manager", "api_key"])
    web.post("/settings/approval", {"above": "many"})
    web.post("/settings/approval", {"above": "1000", "roles": ["manager", "api_key"]})
    assert ApprovalRule.objects.count() == 1
    assert bo.post("/settings/approval", {"above": ""}).status_code == 403
    assert "Above 1,000 people" in bo.get("/settings").text

    Member.objects.exclude(pk=aino.pk).delete()
    assert web.get("/settings").context["approval"].is_alone
    web.post("/settings/approval", {"above": ""})
    assert not rule.is_on(rule.current())
