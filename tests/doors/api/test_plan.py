"""Planning over HTTP: once, and again and again."""

from datetime import UTC, datetime

import pytest

from polku.act.campaigns.models import Campaign
from polku.act.plan.models import Planned
from polku.know.teams.models import Team
from tests.act.plan.conftest import run

pytestmark = pytest.mark.django_db
GIVEN = {"name": "Friday coupon", "body": "Hello", "audience": {"rule": {"all": []}}}
FRIDAYS = {"unit": "week", "every": 2, "days": [5], "time": "11:00", "begins": "2026-11-21"}


@pytest.fixture
def campaign(post, noon, aino):
    Team.objects.create(name="Kahvila", time_zone="Europe/Helsinki")
    return f"campaigns/{post('campaigns', GIVEN)['id']}"


def test_a_campaign_is_planned_moved_and_taken_back(campaign, send, get, post):
    made = send("put", f"{campaign}/plan", {"at": "2026-11-27T11:00:00+02:00"})
    moved = send("put", f"{campaign}/plan", {"at": "2026-11-28T11:00:00+02:00", "late_hours": 5})

    expected = {"at": "2026-11-27T09:00:00Z", "late_hours": 3, "state": "waiting", "trouble": "", "series_of": None}
    expected |= {"timing": "together", "waiting": 0, "until": None, "audience": "then", "audience_size": None}
    assert made == expected
    assert moved == get(f"{campaign}/plan") == expected | {"at": "2026-11-28T09:00:00Z", "late_hours": 5}
    assert get(campaign)["state"] == "planned"
    assert post(f"{campaign}/launch")[1]["code"] == "conflict"
    assert send("delete", f"{campaign}/plan")["state"] == "taken_back"
    assert get(campaign)["state"] == "draft"


def test_each_at_their_own_time_of_day(campaign, send, get):
    made = send("put", f"{campaign}/plan", {"at": "2026-11-27T11:00:00+02:00", "timing": "own_clock"})
    moved = send("put", f"{campaign}/plan", {"at": "2026-11-28T11:00:00+02:00"})

    assert (made["timing"], moved["timing"], moved["at"]) == ("own_clock", "own_clock", "2026-11-28T09:00:00Z")
    other = send("put", f"{campaign}/plan", {"at": "2026-11-28T11:00:00+02:00", "timing": "together"})
    assert other[1]["code"] == "conflict"
    run(datetime(2026, 11, 28, 9, tzinfo=UTC))
    assert (get(f"{campaign}/plan")["state"], get(f"{campaign}/plan")["timing"]) == ("launched", "own_clock")


def test_each_at_their_best_hour(campaign, send):
    given = {"at": "2026-11-27T11:00:00+02:00", "timing": "best_hour", "hours": 12, "first_hour": 9}

    assert send("put", f"{campaign}/plan", given)["timing"] == "best_hour"
    assert Campaign.objects.get().timing["last_hour"] == 22
    assert send("put", f"{campaign}/plan", given)["state"] == "waiting"
    assert send("put", f"{campaign}/plan", given | {"hours": 3})[1]["code"] == "invalid"
    send("delete", f"{campaign}/plan")
    assert send("put", f"{campaign}/plan", given | {"first_hour": 22})[1]["field"] == "first_hour"


def test_what_is_over_is_refused_with_its_field(campaign, send):
    told = send("put", f"{campaign}/plan", {"at": "2026-11-20T11:00:00+02:00"})

    assert (told[1]["code"], told[1]["field"]) == ("invalid", "at")


def test_a_series_goes_pauses_and_ends(campaign, send, get, post):
    begun = post(f"{campaign}/series", FRIDAYS)
    run(datetime(2026, 11, 27, 9, tzinfo=UTC))

    assert (begun["sentence"], begun["zone"], begun["state"]) == (
        "Every 2 weeks on Friday at 11:00",
        "Europe/Helsinki",
        "running",
    )
    assert begun["next"][:2] == ["2026-11-27T09:00:00Z", "2026-12-11T09:00:00Z"]
    became = get(f"{campaign}/series")["occurrences"]
    assert [(one["number"], one["state"]) for one in became] == [(1, "launched")]
    assert get(f"campaigns/{became[0]['campaign']}/plan")["series_of"] == int(campaign.split("/")[1])
    assert post(f"{campaign}/series", FRIDAYS)[1]["code"] == "conflict"
    assert post(f"{campaign}/series/pause")["state"] == "paused"
    assert post(f"{campaign}/series/resumption")["state"] == "running"
    assert send("delete", f"{campaign}/series")["state"] == "ended"


def test_the_audience_can_be_taken_as_it_is_now(campaign, send):
    made = send("put", f"{campaign}/plan", {"at": "2026-11-27T11:00:00+02:00", "audience": "now"})

    assert (made["audience"], made["audience_size"]) == ("now", None)
    assert Planned.objects.get().is_early
    wrong = send("put", f"{campaign}/plan", {"at": "2026-11-28T11:00:00+02:00", "audience": "soon"})
    assert wrong[1]["field"] == "audience"
