"""What a program launches can need a second pair of eyes; a program has none."""

import pytest

from polku.act.campaigns.approval import rule
from polku.act.campaigns.approval.models import Approval
from polku.act.campaigns.models import Launch
from polku.act.plan.approve import approve
from polku.know.people import columns as people_columns
from polku.know.teams.models import Member, Team

pytestmark = pytest.mark.django_db
GIVEN = {"name": "Friday coupon", "body": "Hello", "audience": {"rule": {"all": []}}}
FRIDAYS = {"unit": "week", "days": [5], "time": "11:00", "begins": "2026-11-21"}


@pytest.fixture
def campaign(post, noon, aino, columns, log_events, carry_on):
    log_events({"type": "identify", "userId": "devi", "traits": {"name": "Devi"}})
    carry_on()
    people_columns.sync()
    Team.objects.create(name="Kahvila", time_zone="Europe/Helsinki")
    rule.change(above=None, roles=[rule.KEYS], by=aino)
    return f"campaigns/{post('campaigns', GIVEN)['id']}"


def test_a_launch_is_accepted_and_waits(campaign, post, get, send, client, api_key):
    assert get(f"{campaign}/approval")[0] == 404
    answer = client.post(f"/api/{campaign}/launch", headers={"Authorization": f"Bearer {api_key}"})

    assert answer.status_code == 202
    told = answer.json()
    assert (told["state"], told["why"], told["how"], told["asked_by"]) == ("waiting", "role", {"when": "now"}, "Aino")
    assert post(f"{campaign}/launch") == get(f"{campaign}/approval") == told
    assert get(campaign)["state"] == "approval"
    assert post(f"{campaign}/series", FRIDAYS)[1]["code"] == "conflict"
    send("patch", campaign, {"name": "Another"})
    assert get(f"{campaign}/approval")["state"] == "changed"
    assert not Launch.objects.exists()


def test_planned_and_again_and_again_wait_too(campaign, post, send, get):
    at = {"at": "2026-11-27T11:00:00+02:00", "late_hours": 5}
    waits = send("put", f"{campaign}/plan", at)
    assert waits["how"] == {"when": "at", "at": "2026-11-27T09:00:00+00:00", "late_hours": 5, "is_early": False}
    assert send("delete", f"{campaign}/approval")["state"] == "taken_back"
    assert send("delete", f"{campaign}/approval")[1]["code"] == "conflict"

    assert post(f"{campaign}/series", FRIDAYS)["how"]["when"] == "again"


def test_somebody_else_than_who_made_the_key_approves(campaign, post, get, noon):
    post(f"{campaign}/launch")
    bo = Member.objects.create_user("bo@kahvila.example", "secret", name="Bo")

    approve(Approval.objects.get(), by=bo, now=noon)

    told = get(f"{campaign}/approval")
    assert (told["state"], told["over_by"], Launch.objects.count()) == ("approved", "Bo", 1)
