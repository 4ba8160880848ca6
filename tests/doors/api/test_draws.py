"""Draws over HTTP: begun, entered, played once, drawn, and shown with what they can be checked with."""

from datetime import timedelta

import pytest

from polku.act.rewards.draws import loop, order
from polku.kit import clock, ids
from polku.know.people.models import Identity
from polku.know.teams.models import Team, TrailEntry

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
    def run(draw, body, key, verb="plays"):
        headers = {"Authorization": f"Bearer {api_key}", "Idempotency-Key": key}
        address = f"/api/rewards/draws/{draw}/{verb}"
        answer = client.post(address, body, content_type="application/json", headers=headers)
        return answer.status_code, answer.json()

    return run


def test_a_draw_from_its_promise_to_its_result(draw, post, get, people, noon):
    number = draw(
        mode="scheduled",
        prizes=[TEA],
        closes=(noon + timedelta(days=1)).isoformat(),
        mixes="Lottery",
        reserves=1,
        claim_days=1,
    )
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
    (after,) = drawn["reserves"]
    assert {winner["person"], after["person"]} == set(people.values())
    assert (winner["claim_by"], after["place"], after["number"]) == ("2026-11-23T22:00:00Z", 1, 2)
    late = noon + timedelta(days=5)
    while loop.tick(late):
        pass
    lost, moved = get(f"rewards/draws/{number}/result")["winners"]
    assert (lost["lost_at"], moved["instead_of"], moved["person"]) == ("2026-11-26T12:00:00Z", 1, after["person"])


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


def test_a_shop_s_own_page_enters_and_plays(draw, play, get, people, noon):
    question = {"text": "Tea?", "answers": ["No", "Yes"], "right": 1}
    until = (noon + timedelta(days=1)).isoformat()
    drawn = draw(mode="scheduled", prizes=[TEA], closes=until, quiz={"questions": [question], "least": 1})
    devi, aki = ({"person": people[name]} for name in ("devi", "aki"))
    address = f"rewards/draws/{drawn}/entries?person={people['devi']}"
    assert get(address) == {
        "may_enter": True,
        "why_not": "",
        "tickets": [],
        "questions": [{"text": "Tea?", "answers": ["No", "Yes"]}],
        "results": [],
    }

    status, first = play(drawn, devi | {"answers": [1]}, "a", "entries")

    assert (status, first["play"], first["is_new"], len(first["ticket"])) == (200, None, True, 19)
    assert play(drawn, devi | {"answers": [1]}, "a", "entries") == (200, first | {"is_new": False})
    assert get(address) | {"questions": []} == {
        "may_enter": False,
        "why_not": "You have entered already.",
        "tickets": [first["ticket"]],
        "questions": [],
        "results": [],
    }
    missed = [play(drawn, aki | {"answers": [answer]}, "b", "entries") for answer in (0, 1)]
    assert [(status, answer["error"]["code"]) for status, answer in missed] == [(409, "refused")] * 2
    assert missed[0][1]["error"]["sentence"] == missed[1][1]["error"]["sentence"] == "Not enough answers were right."
    assert play(drawn, aki, "a", "entries")[1]["error"]["code"] == "other_request"

    game = draw(mode="instant", prizes=[TEA | {"chance": {"of": 1}}])
    status, came = play(game, devi, "a", "entries")
    assert (status, came["play"]["prize"], came["ticket"]) == (200, "tea", "")
    assert get(f"rewards/draws/{game}/entries?person={people['devi']}")["results"][0]["title"] == "A cup of tea"


def test_a_prize_is_claimed_handed_over_taken_and_given_back(draw, play, people):
    number = draw(mode="instant", prizes=[TEA | {"stock": 3, "chance": {"of": 1}}])
    play(number, {"person": people["devi"]}, "p")
    prize = f"{number}/winners/1"

    def act(verb, key, **body):
        status, answer = play(prize, body, key, verb)
        return (status, answer["state"], answer["is_new"]) if status == 200 else (status, answer["error"]["code"])

    steps = [
        act("claiming", "a"),
        act("claiming", "a"),
        act("claiming", "b"),
        act("handing-over", "a"),
        act("handing-over", "c"),
        act("handing-over", "d"),
        act("handing-over", "e", is_done=False),
        act("handing-over", "c"),
        act("reinstatement", "h"),
    ]

    assert steps == [
        (200, "claimed", True),
        (200, "claimed", False),
        (409, "wrong_state"),
        (409, "other_request"),
        (200, "handed_over", True),
        (409, "wrong_state"),
        (200, "claimed", True),
        (200, "handed_over", False),  # the first answer
        (409, "wrong_state"),
    ]
    assert act("disqualification", "f", why=" ")[0] == 422


def test_a_winner_is_disqualified_and_it_is_undone(draw, play, get, people, noon):
    closes = noon + timedelta(days=1)
    number = draw(mode="scheduled", prizes=[TEA], closes=closes.isoformat())
    play(number, {"person": people["devi"]}, "p", "entries")
    with clock.fixed(closes):
        while loop.tick(clock.now()):
            pass
        prize = f"{number}/winners/1"

        taken = [play(prize, {"why": "Works here"}, "f", "disqualification") for _time in range(2)]
        again = play(prize, {"why": "Works here"}, "g", "disqualification")
        back = play(prize, {}, "h", "reinstatement")
        handed = play(prize, {}, "i", "handing-over")

    assert taken == [
        (200, {"number": 1, "prize": "tea", "state": "disqualified", "is_new": one}) for one in (True, False)
    ]
    assert (again[0], again[1]["error"]["sentence"]) == (409, "This ticket holds no prize now.")
    assert [answer["state"] for _status, answer in (back, handed)] == ["waiting", "handed_over"]
    assert play(f"{number}/winners/2", {}, "j", "claiming")[0] == 404
    done = TrailEntry.objects.filter(action__startswith="prize.").order_by("pk").values_list("action", flat=True)
    assert list(done) == ["prize.disqualified", "prize.reinstated", "prize.handed"]
