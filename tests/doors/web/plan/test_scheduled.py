"""From the launch page to a campaign that goes later, and to one that goes again and again."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from polku.act.campaigns import loop
from polku.act.campaigns.models import Campaign, Launch
from polku.act.campaigns.write import create
from polku.act.plan.models import Planned, Series
from polku.kit import clock
from polku.know.people import columns as people_columns
from polku.know.teams.models import Member
from polku.say.limits import quiet_hours
from polku.say.limits.quiet import Hours
from tests.act.plan.conftest import run

pytestmark = pytest.mark.django_db
FRIDAYS = {"unit": "week", "every": "2", "days": ["5"], "time": "11:00", "begins": "2026-11-21", "ends": "never"}


@pytest.fixture
def campaign(aino: Member, noon: datetime, columns: None) -> Campaign:
    return create("Friday coupon", body="Hello", rule={"all": []}, by=aino)


def test_a_campaign_is_planned_on_the_launch_page_moved_and_taken_back(web: Client, campaign: Campaign) -> None:
    launch, page = f"/campaigns/{campaign.pk}/launch", f"/campaigns/{campaign.pk}"

    assert web.get(launch).status_code == 200
    # 3:30 does not exist in Helsinki on this day.
    told = web.get("/plan/instant", {"day": "2027-03-28", "time": "03:30"})
    assert (told.context["told"].at, bool(told.context["told"].note)) == (datetime(2027, 3, 28, 1, tzinfo=UTC), True)
    refused = web.post(launch, {"when": "at", "day": "2026-11-21", "time": "09:00"})
    assert (refused.status_code, Planned.objects.count()) == (422, 0)
    assert web.post(launch, {"when": "at", "day": "2026-11-27", "time": "11:00", "late_hours": "5"})["Location"] == page
    planned = Planned.objects.get()
    assert (planned.at, planned.late_hours) == (datetime(2026, 11, 27, 9, tzinfo=UTC), 5)

    seen = web.get(page)
    assert seen.templates[0].name == "plan/scheduled.html"
    assert web.get("/campaigns").context["rows"][0].state == "waiting"
    for address in (f"{page}/edit", launch):
        assert web.get(address)["Location"] == page
    assert web.post(f"{page}/plan", {"day": "2020-01-01", "time": "11:00"}).status_code == 422
    web.post(f"{page}/plan", {"day": "2026-11-28", "time": "11:00", "late_hours": "5"})
    planned.refresh_from_db()
    assert planned.at == datetime(2026, 11, 28, 9, tzinfo=UTC)
    web.post(f"{page}/plan/end")
    assert web.get(page)["Location"] == f"{page}/edit"


def test_every_version_can_be_read_before_it_goes_and_quiet_hours_are_told(web: Client, campaign: Campaign) -> None:
    launch, page = f"/campaigns/{campaign.pk}/launch", f"/campaigns/{campaign.pk}"
    other = Campaign.every.create(variant_of=campaign, number=1, channel="paper", subject="Else", body="Else, good day")
    web.post(launch, {"when": "at", "day": "2026-11-27", "time": "11:00", "late_hours": "5"})

    first = web.get(page)
    assert [(one.label, one.is_here) for one in first.context["says"]] == [("Version A", True), ("Version B", False)]
    assert "Hello" in first.content.decode()
    assert "Else, good day" not in first.content.decode()
    assert "quiet hours then" not in first.content.decode()
    assert "Else, good day" in web.get(page, {"says": other.pk}).content.decode()
    assert "Hello" in web.get(page, {"says": "999999"}).content.decode()

    quiet_hours.say("", Hours(22 * 60, 8 * 60), by=None)
    assert "quiet hours then" in web.get(page).content.decode()
    other.delete()
    assert web.get(page).context["says"] == []


def test_each_gets_it_at_their_own_time_of_day(
    web: Client, campaign: Campaign, log_events: Callable[..., None], carry_on: Callable[[], None]
) -> None:
    log_events(
        *({"type": "identify", "userId": at, "traits": {"timezone": at}} for at in ("Asia/Tokyo", "Asia/Kolkata"))
    )
    carry_on()
    while people_columns.sync():
        pass
    launch, page = f"/campaigns/{campaign.pk}/launch", f"/campaigns/{campaign.pk}"
    given = {"day": "2026-11-21", "time": "23:00", "late_hours": "5"}

    assert web.post(launch, given | {"when": "clock"})["Location"] == page
    assert web.get(page).context["timing"] == "own_clock"
    for view in ("week", "list"):
        assert "each at their own time" in web.get(f"/plan?view={view}&day=2026-11-21").content.decode()
    web.post(f"{page}/plan/end")
    assert web.get(launch).context["when"] == "clock"
    web.post(launch, given | {"when": "clock"})
    run(tokyo := datetime(2026, 11, 21, 14, tzinfo=UTC))
    with clock.fixed(tokyo):
        loop.tick(tokyo)
        seen = web.get(page)
    assert [(wave.at, wave.people) for wave in seen.context["waves"]] == [
        (datetime(2026, 11, 21, 17, 30, tzinfo=UTC), 1)
    ]


def test_each_gets_it_at_their_best_hour(
    web: Client, campaign: Campaign, log_events: Callable[..., None], carry_on: Callable[[], None], noon: datetime
) -> None:
    log_events({"type": "identify", "userId": "devi"})
    carry_on()
    while people_columns.sync():
        pass
    launch, page = f"/campaigns/{campaign.pk}/launch", f"/campaigns/{campaign.pk}"
    given = {"when": "best", "hours": "24", "everybody": "yes"}

    web.post(launch, given | {"first_hour": "9", "last_hour": "9"})
    assert not Launch.objects.exists()
    assert web.post(launch, given | {"first_hour": "16", "last_hour": "18"})["Location"] == page
    loop.tick(noon)
    seen = web.get(page)

    # It is two in the afternoon in Helsinki.
    assert [wave.people for wave in seen.context["waves"]] == [1]
    assert timedelta(hours=2) <= seen.context["waves"][0].at - noon <= timedelta(hours=3)
    assert seen.context["hours"].sentence == "There are too few people to compare yet."


def test_a_series_by_peoples_own_clocks(web: Client, campaign: Campaign) -> None:
    page = f"/campaigns/{campaign.pk}"
    web.post(f"{page}/series", FRIDAYS | {"own_clock": "yes"})

    assert "by each person’s own clock" in web.get(page).content.decode()


def test_a_series_shows_its_next_five_and_becomes_campaigns(web: Client, campaign: Campaign) -> None:
    page = f"/campaigns/{campaign.pk}"
    assert web.get(f"{page}/series").status_code == 200
    part = web.get(f"{page}/series", FRIDAYS, headers={"HX-Request": "true"})
    assert [one.at.day for one in part.context["next_five"]] == [27, 11, 25, 8, 22]
    assert web.post(f"{page}/series", FRIDAYS | {"days": []}).status_code == 422
    assert web.post(f"{page}/series", FRIDAYS)["Location"] == page

    first = datetime(2026, 11, 27, 9, tzinfo=UTC)
    run(first)
    run(first + timedelta(weeks=2, hours=8))

    seen = web.get(page)
    assert [(one.number, one.state) for one, _why in seen.context["made"]] == [(2, "skipped"), (1, "launched")]
    assert web.get(f"/campaigns/{Launch.objects.get().campaign_id}").context["occurrence"].campaign == campaign
    assert web.get(f"{page}/edit")["Location"] == page
    web.post(f"{page}/series/pause")
    assert web.get(f"{page}/edit").status_code == 200
    assert web.get("/campaigns").context["rows"][-1].state == "paused"
    web.post(f"{page}/series/resumption")
    web.post(f"{page}/series/end")
    assert Series.objects.get().ended_at is not None


def test_home_and_the_campaign_say_what_did_not_go(web: Client, campaign: Campaign, noon: datetime) -> None:
    web.post(f"/campaigns/{campaign.pk}/launch", {"when": "at", "day": "2026-11-21", "time": "14:30"})

    run(noon + timedelta(hours=23))

    assert [one.icon for one in web.get("/").context["worries"]] == ["calendar-time"]
    for page in ("edit", "launch"):
        assert web.get(f"/campaigns/{campaign.pk}/{page}").context["skipped"].at == noon + timedelta(minutes=30)
    web.post(f"/campaigns/{campaign.pk}/launch", {"when": "at", "day": "2026-11-27", "time": "14:30"})
    web.post(f"/campaigns/{campaign.pk}/plan/end")
    assert web.get(f"/campaigns/{campaign.pk}/edit").context["skipped"] is None


def test_who_may_not_send_may_not_plan(client: Client, campaign: Campaign) -> None:
    editor = Member.objects.create_user("bo@kahvila.example", "kahvia-kiitos", role="editor")
    client.force_login(editor)

    assert client.post(f"/campaigns/{campaign.pk}/series", FRIDAYS).status_code == 403
    assert not Series.objects.exists()
