"""Coupons over HTTP: a program begun, given, priced, used once, undone; and what is refused."""

import pytest

from polku.act.rewards import forget
from polku.act.rewards.ledger import prove
from polku.act.rewards.ledger.models import Counter, Lot, Movement
from polku.kit import ids
from polku.know.events.forgetting.whom import Whom
from polku.know.people.models import Identity, Profile
from polku.know.teams.models import Team, TrailEntry, create_api_key

pytestmark = pytest.mark.django_db
TENTH = {
    "title": "A tenth off all tea",
    "benefit": {"kind": "percent", "percent": 10, "goods": {"categories": ["tea"]}},
    "conditions": {"least_minor": 800},
    "limits": {"person": 2, "person_day": 1},
    "valid": {"days": 30},
}
BASKET = {"currency": "EUR", "lines": [
    {"product": "sencha", "quantity": 2, "unit_minor": 500, "category": "tea/green"},
    {"product": "cup", "quantity": 1, "unit_minor": 900},
]}  # fmt: skip


@pytest.fixture
def people(noon, log_events, carry_on):
    Team.objects.create(name="Kahvila", time_zone="Europe/Helsinki", currency="EUR")
    log_events(*[{"type": "identify", "userId": name, "traits": {"first_name": name}} for name in ("devi", "aki")])
    carry_on()
    return {one.value: ids.public(one.profile_id) for one in Identity.objects.all()}


@pytest.fixture
def program(post, send):
    """`program(**terms)`: live."""

    def make(**more):
        made = post("rewards/programs", {"name": "Autumn tea", "terms": TENTH | more})
        return send("patch", f"rewards/programs/{made['id']}", {"state": "live"})

    return make


@pytest.fixture
def act(client, api_key):
    """`act("rewards/uses", {…}, key="till-1")` → status, answer."""

    def run(path, body=None, *, key, with_key=None):
        headers = {"Authorization": f"Bearer {with_key or api_key}"} | ({"Idempotency-Key": key} if key else {})
        response = client.post(f"/api/{path}", data=body or {}, content_type="application/json", headers=headers)
        return response.status_code, response.json()

    return run


def code_of(get, person):
    return get(f"people/{person}/wallet")["coupons"][0]["code"]


def test_from_the_program_to_the_till_and_back(get, post, act, people, program):
    tenth = program()
    gift = {"program": tenth["id"], "people": [people["devi"], people["aki"]], "cause": "welcome"}
    assert post("rewards/grants", gift) == {"granted": 2, "without": 0}
    assert post("rewards/grants", gift) == {"granted": 0, "without": 2}
    (coupon,) = get(f"people/{people['devi']}/wallet")["coupons"]
    assert (coupon["title"], coupon["uses_left"], coupon["ends"]) == (TENTH["title"], 1, "2026-12-21T22:00:00Z")

    priced = post("rewards/price", {"basket": BASKET, "person": people["devi"]})
    assert (priced["total_minor"], priced["lines_minor"], priced["used"][0]["off_minor"]) == (1_800, [900, 900], 100)

    asked = {"code": coupon["code"].lower(), "basket": BASKET, "store": "kallio"}
    first = act("rewards/uses", asked, key="till-1")
    assert (first[0], first[1]["off_minor"], first[1]["is_new"]) == (200, 100, True)
    assert act("rewards/uses", asked, key="till-1") == (200, first[1] | {"is_new": False})
    status, answer = act("rewards/uses", asked, key="till-2")
    assert (status, answer["error"]["code"]) == (409, "refused")
    assert answer["error"]["sentence"] == "It has been used already, or taken back."
    assert act("rewards/uses", asked | {"store": ""}, key="till-1")[1]["error"]["code"] == "other_request"
    assert get(f"people/{people['devi']}/wallet")["coupons"] == []

    undo = f"rewards/uses/{first[1]['use']}/undoing"
    assert act(undo, key="boss-1") == (200, {"undone": first[1]["use"], "is_new": True})
    assert act(undo, key="boss-1")[1]["is_new"] is False
    assert act(undo, key="boss-2")[1]["error"]["code"] == "not_undone"
    assert act("rewards/uses", asked, key="till-3")[0] == 200
    shown = get(f"rewards/programs/{tenth['id']}")
    assert (shown["issued"], shown["used"], list(prove.wrong())) == (2, 1, [])


def test_it_is_said_why_a_coupon_is_not_used(post, act, get, people, program):
    tenth = program()
    post("rewards/grants", {"program": tenth["id"], "people": [people["devi"]], "cause": "welcome"})
    small = BASKET | {"lines": [BASKET["lines"][0] | {"quantity": 1}]}

    priced = post("rewards/price", {"basket": small, "person": people["devi"], "codes": ["nope"]})

    assert [(one["why"], one["missing_minor"]) for one in priced["unused"]] == [("unknown", 0), ("least", 300)]
    assert priced["total_minor"] == 500
    status, answer = act("rewards/uses", {"code": code_of(get, people["devi"]), "basket": small}, key="t")
    assert (status, answer["error"]["sentence"]) == (409, "The basket is too small for it.")
    assert act("rewards/uses", {"code": "0000-0000-0000-0000"}, key="t")[0] == 404
    assert act("rewards/uses", {"code": "nope"}, key=None)[0] == 422


def test_where_and_when_hold_also_where_nobody_says_what_is_bought(post, act, get, people, program):
    tenth = program(conditions={"stores": ["kallio"], "weekdays": [6]})  # a Saturday, as today is
    post("rewards/grants", {"program": tenth["id"], "people": [people["devi"]], "cause": "welcome"})
    code = code_of(get, people["devi"])

    status, answer = act("rewards/uses", {"code": code, "store": "kamppi"}, key="t")
    assert (status, answer["error"]["sentence"]) == (409, "It is for other stores.")
    assert act("rewards/uses", {"code": code, "store": "kallio"}, key="t")[0] == 200


def test_whoever_is_not_there_is_told_and_nothing_is_given(post, people, program):
    gift = {"program": program()["id"], "people": [people["devi"], "0000000000000"], "cause": "welcome"}

    assert post("rewards/grants", gift)[1]["code"] == "not_found"
    assert post("rewards/programs", {"name": "Tea", "terms": TENTH, "currency": "euro"})[1]["field"] == "currency"
    assert not Lot.objects.exists()


def test_a_shared_code_is_that_of_whoever_shows_it(post, act, people, program):
    tea = program(code="shared", shared="TEA10")
    post("rewards/grants", {"program": tea["id"], "people": [people["devi"]], "cause": "welcome"})

    assert act("rewards/uses", {"code": "tea10 ", "person": people["aki"]}, key="a")[0] == 404
    assert act("rewards/uses", {"code": "tea10 ", "person": people["devi"]}, key="a")[0] == 200


def test_terms_change_for_what_is_given_from_then_on(get, post, send, people, program):
    tenth = program()
    post("rewards/grants", {"program": tenth["id"], "people": [people["devi"]], "cause": "a"})
    fifth = TENTH | {"benefit": {"kind": "percent", "percent": 20}}
    assert send("patch", f"rewards/programs/{tenth['id']}", {"terms": fifth})["terms"]["benefit"]["percent"] == 20
    post("rewards/grants", {"program": tenth["id"], "people": [people["devi"]], "cause": "b"})

    coupons = get(f"people/{people['devi']}/wallet")["coupons"]
    assert sorted(one["terms"]["benefit"]["percent"] for one in coupons) == [10, 20]
    assert {"program.made", "program.begun", "program.changed"} <= {one.action for one in TrailEntry.objects.all()}


@pytest.mark.parametrize(
    ("terms", "field"),
    [
        (TENTH | {"benefit": {"kind": "percent", "percent": 0}}, "terms.benefit.percent"),
        (TENTH | {"benefit": {"kind": "percent", "percentage": 10}}, "terms"),
        (TENTH | {"limits": {"person": 0}}, "terms.limits"),
        ({"title": "Nothing"}, "terms"),
    ],
)
def test_terms_that_cannot_be_meant_are_refused(post, people, terms, field):
    status, error = post("rewards/programs", {"name": "Autumn tea", "terms": terms})

    assert (status, error["field"]) == (422, field)


def test_what_is_not_live_gives_nothing_and_what_has_ended_stays_so(post, send, people, program):
    draft = post("rewards/programs", {"name": "Autumn tea", "terms": TENTH})
    gift = {"program": draft["id"], "people": [people["devi"]], "cause": "a"}

    assert post("rewards/grants", gift)[0] == 409
    assert send("patch", f"rewards/programs/{draft['id']}", {"state": "paused"})[1]["code"] == "wrong_state"
    send("patch", f"rewards/programs/{draft['id']}", {"state": "ended"})
    assert send("patch", f"rewards/programs/{draft['id']}", {"state": "live"})[0] == 409


def test_a_till_s_key_uses_at_its_store_and_nothing_else(get, post, act, aino, people, program):
    tenth = program()
    gift = {"program": tenth["id"], "people": [people["devi"]], "cause": "a"}
    post("rewards/grants", gift)
    till = create_api_key("Till", by=aino, scopes=["till.use"], stores=["kallio"])[1]
    asked = {"code": code_of(get, people["devi"]), "store": "kamppi"}

    assert act("rewards/uses", asked, key="t", with_key=till)[1]["error"]["field"] == "store"
    assert act("rewards/grants", gift, key=None, with_key=till)[0] == 403
    assert act("rewards/uses", asked | {"store": "kallio"}, key="t", with_key=till)[0] == 200
    # Nor does it learn of people who were never there.
    here = {"code": "TEA10", "person": people["aki"], "store": "kallio"}
    assert act("rewards/uses", here, key="s", with_key=till)[1]["error"]["code"] == "not_found"
    assert act("rewards/price", {"basket": BASKET} | here | {"code": None}, key=None, with_key=till)[0] in (404, 422)


def test_whoever_is_forgotten_leaves_nothing_and_the_rest_adds_up(get, post, act, people, program):
    tenth = program()
    post("rewards/grants", {"program": tenth["id"], "people": list(people.values()), "cause": "a"})
    act("rewards/uses", {"code": code_of(get, people["devi"]), "basket": BASKET}, key="t")
    devi = Profile.objects.get(pk=ids.number(people["devi"]))
    told = forget.tell([devi.pk])["rewards"]
    assert [(one["what"], one["program"]) for one in told] == [("grant", "Autumn tea"), ("use", "Autumn tea")]

    assert Counter.objects.filter(scope__contains=str(devi.pk)).count() == 2
    forget.forget(Whom([{devi.pk: ("user_id", "devi")}]))

    assert Lot.objects.count() == Movement.objects.count() == 1
    assert not Counter.objects.filter(scope__contains=str(devi.pk)).exists()
    assert list(prove.wrong()) == []


def test_a_partners_codes_and_a_discount_by_itself(get, post, send, act, people, program):
    cinema = program(code="imported", conditions={})
    here = f"rewards/programs/{cinema['id']}/codes"
    brought = post(here, {"codes": ["KINO-1", " kino-1", ""]})
    assert brought == {"new": 1, "twice": 1, "known": 0, "blank": 1, "wrong": 0}
    given = post("rewards/grants", {"program": cinema["id"], "people": [*people.values()], "cause": "x"})
    assert given == {"granted": 1, "without": 1}
    assert get(here) == {"total": 1, "free": 0, "is_low": True}
    assert act("rewards/uses", {"code": "Kino-1", "basket": BASKET}, key="till-1")[1]["off_minor"] == 100

    terms = {"title": "A fifth off", "benefit": {"kind": "percent", "percent": 20}}
    made = post("rewards/programs", {"name": "Fifth", "kind": "discount", "terms": terms})
    assert post("rewards/price", {"basket": BASKET})["used"] == []
    send("patch", f"rewards/programs/{made['id']}", {"state": "live"})
    [used] = post("rewards/price", {"basket": BASKET})["used"]
    assert (used["coupon"], used["program"], used["off_minor"]) == ("", made["id"], 380)


def test_a_discount_leaves_a_use_that_counts_and_can_be_undone(post, send, act, people):
    terms = {"title": "A fifth off", "benefit": {"kind": "percent", "percent": 20}, "limits": {"used": 1}}
    made = post("rewards/programs", {"name": "Fifth", "kind": "discount", "terms": terms})["id"]
    use = {"program": made, "basket": BASKET, "person": people["devi"]}
    assert act("rewards/uses", use, key="a")[1]["error"]["sentence"] == "It is not given at the moment."
    send("patch", f"rewards/programs/{made}", {"state": "live"})

    status, first = act("rewards/uses", use, key="a")
    assert (status, first["coupon"], first["off_minor"], first["is_new"]) == (200, "", 380, True)
    assert act("rewards/uses", use, key="a")[1] == first | {"is_new": False}
    assert act("rewards/uses", use, key="b")[1]["error"]["field"] == "program"
    priced = post("rewards/price", {"basket": BASKET})
    assert (priced["used"], [(one["program"], one["why"]) for one in priced["unused"]]) == ([], [(made, "limit")])

    assert act(f"rewards/uses/{first['use']}/undoing", key="u")[1]["undone"] == first["use"]
    [used] = post("rewards/price", {"basket": BASKET})["used"]
    assert used["program"] == made
    assert act("rewards/uses", {"program": made, "code": "x"}, key="c")[0] == 422
    assert act("rewards/uses", {"program": 999}, key="c")[0] == 404
    assert act("rewards/uses", {"program": made, "basket": BASKET}, key="c")[1]["off_minor"] == 380
    assert list(prove.wrong()) == []


def test_what_cannot_work_is_not_begun_and_nothing_of_it_kept(get, post, send, people):
    cup = post("rewards/programs", {"name": "Cup", "terms": TENTH})["id"]
    terms = {"title": "Card", "size": 2, "rewards": [{"at": 2, "prize": {"program": cup}}]}
    card = f"rewards/programs/{post('rewards/programs', {'name': 'Card', 'kind': 'stamps', 'terms': terms})['id']}"

    status, error = send("patch", card, {"name": "Other", "state": "live"})
    assert (status, error["code"], error["field"]) == (409, "cannot_begin", "state")
    assert "“Cup” is not live" in error["sentence"]
    assert (get(card)["name"], get(card)["state"]) == ("Card", "draft")
    send("patch", f"rewards/programs/{cup}", {"state": "live"})
    assert send("patch", card, {"state": "live"})["state"] == "live"
    status, error = post("rewards/programs", {"name": "X", "terms": TENTH, "currency": "XYZ"})
    assert (status, error["field"]) == (422, "currency")


def test_whoever_bears_the_cost_can_change(post, send):
    made = post("rewards/programs", {"name": "Autumn", "terms": TENTH, "bearer": "Tea Import Oy"})

    assert send("patch", f"rewards/programs/{made['id']}", {"bearer": ""})["bearer"] == ""
    assert send("patch", f"rewards/programs/{made['id']}", {"name": "Winter"})["bearer"] == ""
