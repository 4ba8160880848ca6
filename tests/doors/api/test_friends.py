"""Friends, benefits and offers over HTTP, from the events that a shop tells to what people have."""

import pytest

from polku.act.rewards.referrals import loop
from polku.kit import clock, ids
from polku.know.people.models import Identity
from polku.know.teams.models import Team

pytestmark = pytest.mark.django_db
DAY_MS = clock.DAY_MS


@pytest.fixture
def people(noon, log_events, carry_on):
    Team.objects.create(name="Kahvila", time_zone="Europe/Helsinki", currency="EUR")
    log_events({"type": "identify", "userId": "aino", "traits": {"first_name": "Aino"}})
    carry_on()

    def person(name):
        return ids.public(Identity.objects.get(value=name).profile_id)

    return person


@pytest.fixture
def live(post, send):
    def make(kind, terms):
        made = post("rewards/programs", {"name": kind, "kind": kind, "terms": {"title": kind} | terms})
        send("patch", f"rewards/programs/{made['id']}", {"state": "live"})
        return made["id"]

    return make


def order(name, who, **more):
    said = {"order_id": name, "revenue": 30, "currency": "EUR"} | more
    return {"type": "track", "event": "Order Completed", "userId": who, "properties": said}


def titles(get, person):
    return [one["title"] for one in get(f"people/{person}/wallet")["coupons"]]


def test_a_friend_comes_by_the_link_buys_and_both_have_something(people, live, get, post, log_events, carry_on, noon):
    tea = live("coupon", {"benefit": {"kind": "gift", "gift": "tea"}})
    live("referral", {"friend": {"program": tea}, "referrer": {"program": tea}, "wait_days": 1})
    aino = people("aino")
    (mine,) = get(f"people/{aino}/referrals")["links"]
    address = f"https://shop.example.com/?referral={mine['code']}"
    log_events({"type": "page", "anonymousId": "b1", "properties": {"url": address}})
    log_events({"type": "identify", "anonymousId": "b1", "userId": "devi"}, order("o1", "devi"))
    carry_on()

    (friend,) = get(f"people/{aino}/referrals")["links"][0]["friends"]
    assert friend["state"] == "waiting"
    with clock.fixed(clock.from_ms(clock.to_ms(noon) + 2 * DAY_MS)):
        assert loop.tick(clock.now()) == 1
        carry_on()
        assert titles(get, aino) == titles(get, people("devi")) == ["coupon"]
        (row,) = get("rewards/referrals?state=rewarded")["referrals"]
        assert (row["referrer"], row["friend"]) == (aino, people("devi"))
    assert post(f"rewards/referrals/{row['id']}/decision", {"decision": "refused"})[1]["code"] == "done"


def test_a_code_that_is_named_at_the_till(people, live, get, post, log_events, carry_on):
    tea = live("coupon", {"benefit": {"kind": "gift", "gift": "tea"}})
    live("referral", {"friend": {"program": tea}})
    (mine,) = get(f"people/{people('aino')}/referrals")["links"]
    log_events({"type": "identify", "userId": "devi"})
    carry_on()

    assert post("rewards/referrals", {"code": mine["code"].upper(), "person": people("devi")}) == {
        "program": mine["program"]
    }
    assert post("rewards/referrals", {"code": "none", "person": people("devi")})[1]["code"] == "not_found"
    carry_on()

    assert [one["state"] for one in get("rewards/referrals")["referrals"]] == ["known"]


def test_the_second_purchase_and_a_segment(people, live, get, log_events, carry_on):
    tea = live("coupon", {"benefit": {"kind": "gift", "gift": "tea"}})
    live("benefit", {"when": "order", "number": 2, "prize": {"program": tea}})

    log_events(order("o1", "aino"), order("o1", "aino"))
    carry_on()
    assert titles(get, people("aino")) == []
    log_events(order("o2", "aino"))
    carry_on()
    log_events(order("o3", "aino"))
    carry_on()

    assert titles(get, people("aino")) == ["coupon"]


def test_places_are_taken_shown_and_given_back(people, live, get, post, send):
    offer, aino = live("offer", {"places": 1, "what": "event"}), people("aino")
    path = f"rewards/offers/{offer}/places"

    assert post(path, {"person": aino})["state"] == "taken"
    (seen,) = get(f"people/{aino}/offers")["offers"]
    assert (seen["place"], seen["left"]) == ("taken", 0)
    assert [one["person"] for one in get(path)["places"]] == [aino]
    assert send("delete", f"{path}/{aino}")["state"] == "back"
    assert post("rewards/offers/999/places", {"person": aino})[1]["code"] == "not_found"
