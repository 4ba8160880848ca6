"""Draws over HTTP: begun, entered, played once, drawn, and shown with what they can be checked with."""

from datetime import timedelta

import pytest

from polku.act.rewards.draws import loop, order
from polku.kit import clock, ids
from polku.know.people.models import Identity
from polku.know.teams.models import Team

pytestmark = pytest.mark.django_db
TEA = {"key": "tea", "title": "A cup of tea", "stock": 1}


@pytest.fixture
def people(noon, log_events, carry_on):
    Team.objects.create(name="Kahvila", time_zone="Europe/Helsinki", currency="EUR")
    log_events(*[{"type": "identify", "userId": name, "traits": {"first_name": name}} for name in ("devi", "aki")])
    carry_on()
    return {one.value: ids.public(one.profile_id) for one in Identity.objects.all()}


@pytest.fixture
def draw(post, send, people):
    def make(**terms):
        made = post("rewards/programs", {"name": "Spring", "kind": "draw", "terms": {"title": "Spring", **terms}})
        return send("patch", f"rewards/programs/{made['id']}", {"state": "live"})["id"]

    return make


@pytest.fixture
def play(client, api_key):
    def run(draw, body, key):
        headers = {"Authorization": f"Bearer {api_key}", "Idempotency-Key": key}
        answer = client.post(f"/api/rewards/draws/{draw}/plays", body, content_type="application/json", headers=headers)
        return answer.status_code, answer.json()

    return run


def test_a_draw_from_its_promise_to_its_result(draw, post, get, people, noon):
    number = draw(mode="scheduled", prizes=[TEA], closes=(noon + timedelta(days=1)).isoformat(), mixes="Lottery")
    gift = {"program": number, "people": list(people.values()), "cause": "welcome"}
    assert post("rewards/grants", gift) == {"granted": 2, "without": 0}
    promised = get(f"rewards/draws/{number}/result")
    assert (promised["state"], promised["secret"], promised["winners"]) == ("open", "", [])
    assert post(f"rewards/draws/{number}/mixing", {"number": "7"})[1]["code"] == "wrong_state"

    with clock.fixed(noon + timedelta(days=1)):
        while loop.tick(clock.now()):
            pass
        assert get(f"rewards/draws/{number}/result")["state"] == "waiting"
        post(f"rewards/draws/{number}/mixing", {"number": "7 12 31"})
        while loop.tick(clock.now()):
            pass
        drawn = get(f"rewards/draws/{number}/result")

    assert (drawn["state"], drawn["entries"], drawn["mixed"]) == ("drawn", 2, "7 12 31")
    assert order.digest(drawn["secret"]) == drawn["commitment"] == promised["commitment"]
    (winner,) = drawn["winners"]
    assert (winner["title"], winner["is_given"]) == ("A cup of tea", False)
    assert winner["person"] in people.values()


def test_a_ticket_is_played_once(draw, play, get, people):
    number = draw(mode="instant", prizes=[TEA | {"chance": {"of": 1}}])
    asked = {"person": people["devi"]}

    first = play(number, asked, "a")

    assert first == (200, {"number": 1, "prize": "tea", "title": "A cup of tea", "is_new": True})
    assert play(number, asked, "a") == (200, first[1] | {"is_new": False})
    status, answer = play(number, asked, "b")
    assert (status, answer["error"]["sentence"]) == (409, "You have entered already.")
    assert play(number, {"person": people["aki"]}, "a")[1]["error"]["code"] == "other_request"
    assert play(number, {"person": people["aki"]}, "c")[1]["prize"] == ""
    assert play(999, asked, "d")[0] == 404
    assert len(get(f"rewards/draws/{number}/result")["winners"]) == 1
