"""Tills over HTTP: who stands there, a coupon used once, an amount recorded, undone in time; and what is refused."""

import pytest
from django.conf import settings

from polku.act.rewards.codes import shown
from polku.act.rewards.ledger import prove
from polku.act.rewards.till.guesses import BY_KEY
from polku.act.rewards.till.models import TillAct
from polku.kit import clock, ids
from polku.know.orders.models import Order
from polku.know.people.models import Identity, Profile
from polku.know.teams.models import Team, create_api_key

pytestmark = pytest.mark.django_db
TENTH = {"title": "A tenth off", "benefit": {"kind": "percent", "percent": 10}, "limits": {"person": 5}}


@pytest.fixture
def people(noon, log_events, carry_on):
    Team.objects.create(name="Kahvila", time_zone="Europe/Helsinki", currency="EUR")
    traits = {"first_name": "Devi", "last_name": "Rao", "email": "devi@kahvila.example"}
    log_events({"type": "identify", "userId": "devi", "traits": traits}, {"type": "identify", "userId": "aki"})
    carry_on()
    return {one.value: one.profile_id for one in Identity.objects.filter(kind="user_id")}


@pytest.fixture
def coupon(post, send, people):
    """Devi has one of these; its program."""
    made = post("rewards/programs", {"name": "Autumn", "terms": TENTH})
    send("patch", f"rewards/programs/{made['id']}", {"state": "live"})
    post("rewards/grants", {"program": made["id"], "people": [ids.public(people["devi"])], "cause": "welcome"})
    return made["id"]


@pytest.fixture
def act(client, api_key):
    """`act("uses", {…}, key="t-1")` → status, answer."""

    def run(path, body=None, *, key="", with_key=None):
        headers = {"Authorization": f"Bearer {with_key or api_key}"} | ({"Idempotency-Key": key} if key else {})
        response = client.post(f"/api/till/{path}", data=body or {}, content_type="application/json", headers=headers)
        return response.status_code, response.json()

    return run


def code_of(profile, *, later_ms=0):
    return shown.shown(profile, now_ms=clock.now_ms() + later_ms, key=settings.SECRET_KEY)


def test_who_stands_there_is_a_first_name_and_what_they_have(act, people, coupon):
    by_phone = act("customer", {"code": code_of(people["devi"])})
    by_address = act("customer", {"code": "Devi@Kahvila.example"})

    for status, answer in (by_phone, by_address):
        assert (status, answer["first_name"], "Rao" in str(answer)) == (200, "Devi", False)
        assert [(one["title"], one["why"], one["is_shown"]) for one in answer["coupons"]] == [
            ("A tenth off", "", False)
        ]


def test_a_coupon_is_used_once_and_undone_by_whoever_may(get, act, aino, people, coupon):
    code = get(f"people/{ids.public(people['devi'])}/wallet")["coupons"][0]["code"]
    found = act("customer", {"code": code})[1]
    assert [one["is_shown"] for one in found["coupons"]] == [True]
    asked = {"visit": found["visit"], "coupon": found["coupons"][0]["coupon"], "amount_minor": 1_250}

    status, first = act("uses", asked, key="t-1")
    assert (status, first["off_minor"], first["is_new"]) == (200, 125, True)
    assert act("uses", asked, key="t-1") == (200, first | {"is_new": False})
    assert act("uses", asked, key="t-2")[1]["error"]["sentence"] == "It has been used already, or taken back."
    assert act("uses", asked | {"amount_minor": 1}, key="t-1")[1]["error"]["code"] == "other_request"

    till = create_api_key("Till", by=aino, scopes=["till.use"])[1]
    assert act("undoing", {"act": first["act"]}, key="u", with_key=till)[1]["error"]["code"] == "no_right"
    assert act("undoing", {"act": first["act"]}, key="u")[1]["undone"] == first["act"]
    assert act("undoing", {"act": first["act"]}, key="u")[1]["is_new"] is False
    assert act("undoing", {"act": first["act"]}, key="v")[1]["error"]["code"] == "not_undone"
    assert act("uses", {"code": code}, key="t-3")[0] == 200
    assert [(one["kind"], one["is_undone"]) for one in get("till/today")["acts"]] == [
        ("use", False), ("undo", False), ("use", True),
    ]  # fmt: skip
    assert list(prove.wrong()) == []


def test_a_coupon_is_given_by_whoever_serves_and_stands_in_todays_list(get, act, post, send, people):
    made = post("rewards/programs", {"name": "Sorry", "terms": TENTH | {"is_by_staff": True}})["id"]
    send("patch", f"rewards/programs/{made}", {"state": "live"})
    found = act("customer", {"code": code_of(people["aki"])})[1]
    assert [(one["program"], one["title"], one["why"]) for one in found["to_give"]] == [(made, "A tenth off", "")]
    asked = {"visit": found["visit"], "program": made}

    status, first = act("grants", asked, key="g")
    assert (status, first["title"], first["uses_left"], first["ends"], first["is_new"]) == (
        200, "A tenth off", 1, None, True,
    )  # fmt: skip
    assert act("grants", asked, key="g")[1] == first | {"is_new": False}
    assert act("grants", asked, key="h")[1]["error"]["code"] == "served"
    assert act("uses", {"visit": found["visit"], "coupon": first["coupon"]}, key="u")[0] == 200
    assert act("undoing", {"act": first["act"]}, key="v")[1]["error"]["code"] == "not_undone"
    assert [one["kind"] for one in get("till/today")["acts"]] == ["use", "give"]
    assert act("grants", asked | {"program": made + 1}, key="i")[1]["error"]["code"] == "no_program"


def test_a_friend_who_names_a_code_is_noted_once_and_stands_in_todays_list(get, act, post, send, people, coupon):
    terms = {"title": "Tea for both", "friend": {"program": coupon}}
    made = post("rewards/programs", {"name": "Bring", "kind": "referral", "terms": terms})["id"]
    send("patch", f"rewards/programs/{made}", {"state": "live"})
    [link] = get(f"people/{ids.public(people['aki'])}/referrals")["links"]
    asked = {"visit": act("customer", {"code": "devi"})[1]["visit"], "code": link["code"]}

    first = act("friends", asked, key="f")[1]
    assert (first["program"], first["title"], first["is_new"]) == (made, "Tea for both", True)
    assert act("friends", asked, key="f")[1] == first | {"is_new": False}
    assert act("friends", asked | {"code": "7Q2M-K4TC"}, key="g")[0] == 404
    assert [(one["kind"], one["act"]) for one in get("till/today")["acts"]] == [("friend", first["act"])]
    assert act("undoing", {"act": first["act"]}, key="u")[0] == 200


def test_what_was_done_long_ago_stays(act, get, noon, people, coupon):
    code = get(f"people/{ids.public(people['devi'])}/wallet")["coupons"][0]["code"]
    used = act("uses", {"code": code, "told_at": "2026-11-21T11:58:00Z"}, key="t")[1]

    TillAct.objects.update(at_ms=clock.now_ms() - 16 * 60_000)

    assert act("undoing", {"act": used["act"]}, key="u")[1]["error"]["code"] == "late"
    assert get("till/today")["acts"][0]["told_at"] == "2026-11-21T11:58:00Z"


def test_an_amount_is_an_order_once_and_one_shown_code_records_one(act, people, carry_on):
    asked = {"amount_minor": 1_250, "store": "kallio"}
    code = code_of(people["devi"])
    here, there = (act("customer", {"code": code})[1]["visit"] for _till in range(2))

    first = act("purchases", asked | {"visit": here}, key="p")[1]
    assert act("purchases", asked | {"visit": here}, key="p")[1] == first | {"is_new": False}
    assert act("purchases", asked | {"visit": there}, key="q")[1]["error"]["code"] == "served"
    by_name = act("customer", {"code": "devi"})[1]["visit"]
    assert act("purchases", asked | {"visit": by_name, "receipt": "K7-1"}, key="r")[1]["order"] == "K7-1"
    carry_on()
    devi = Profile.objects.get(pk=people["devi"])
    assert (devi.orders, devi.revenue_minor, Order.objects.count()) == (2, 2_500, 2)

    act("undoing", {"act": first["act"]}, key="u")
    carry_on()
    assert Profile.objects.get(pk=people["devi"]).revenue_minor == 1_250


def test_a_card_is_stamped_once_for_each_code_and_taken_back_with_what_there_was_for_it(
    act, post, send, get, people, coupon
):
    terms = {
        "title": "Two cups",
        "size": 2,
        "rewards": [{"at": 2, "prize": {"program": coupon}, "title": "A tenth off"}],
    }
    card = post("rewards/programs", {"name": "Cups", "kind": "stamps", "terms": terms})["id"]
    send("patch", f"rewards/programs/{card}", {"state": "live"})
    code = code_of(people["aki"])
    found = act("customer", {"code": code})[1]
    assert [(one["title"], one["has"], one["size"]) for one in found["cards"]] == [("Two cups", 0, 2)]

    asked = {"visit": found["visit"], "program": card, "count": 2}
    first = act("stamps", asked, key="s")[1]
    assert (first["has"], first["filled"], first["rewards"]) == (0, 1, ["A tenth off"])
    assert act("stamps", asked, key="s")[1] == first | {"is_new": False}
    again = act("customer", {"code": code})[1]
    assert [one["title"] for one in again["coupons"]] == ["A tenth off"]
    assert act("stamps", asked | {"visit": again["visit"]}, key="t")[1]["error"]["code"] == "served"

    assert act("undoing", {"act": first["act"]}, key="u")[0] == 200
    found = act("customer", {"code": code})[1]
    assert (found["coupons"], found["cards"][0]["has"]) == ([], 0)
    assert list(prove.wrong()) == []
    assert act("stamps", asked | {"program": coupon}, key="v")[1]["error"]["code"] == "no_program"


def test_points_are_given_by_number_or_by_what_an_amount_is_worth(act, post, send, people):
    terms = {"title": "Leaves", "per": [{"points": 1, "minor": 100}]}
    leaves = post("rewards/programs", {"name": "Leaves", "kind": "points", "terms": terms})["id"]
    send("patch", f"rewards/programs/{leaves}", {"state": "live"})
    code = code_of(people["aki"])
    asked = {"visit": act("customer", {"code": code})[1]["visit"], "program": leaves}

    first = act("points", asked | {"points": 50}, key="p")[1]
    assert (first["points"], first["left"]) == (50, 50)
    assert act("points", asked | {"points": 50}, key="p")[1] == first | {"is_new": False}
    assert act("points", asked | {"points": 50}, key="q")[1]["error"]["code"] == "served"
    typed = asked | {"visit": act("customer", {"code": "aki"})[1]["visit"]}
    assert act("points", typed | {"amount_minor": 1_250}, key="r")[1]["points"] == 12
    assert act("points", typed | {"amount_minor": 50}, key="s")[1]["error"]["code"] == "no_points"
    assert act("points", typed, key="t")[1]["error"]["code"] == "amount"
    [told] = act("customer", {"code": "aki"})[1]["balances"]
    assert (told["program"], told["title"], told["left"], told["worth_minor"]) == (leaves, "Leaves", 62, None)

    assert act("undoing", {"act": first["act"]}, key="u")[0] == 200
    assert act("customer", {"code": "aki"})[1]["balances"][0]["left"] == 12
    assert list(prove.wrong()) == []


def test_points_are_spent_on_what_there_is_to_pay_or_on_a_reward_and_come_back(act, post, send, get, people, coupon):
    reward = {"points": 100, "title": "A tenth off", "prize": {"program": coupon}}
    rate = {"points": 100, "minor": 100, "least": 50}
    terms = {"title": "Beans", "unit": "beans", "rate": rate, "rewards": [reward]}
    beans = post("rewards/programs", {"name": "Beans", "kind": "points", "terms": terms})["id"]
    send("patch", f"rewards/programs/{beans}", {"state": "live"})
    post("rewards/grants", {"program": beans, "people": [ids.public(people["aki"])], "cause": "x", "amount": 340})
    found = act("customer", {"code": code_of(people["aki"])})[1]
    assert found["balances"] == [{
        "program": beans, "title": "Beans", "left": 340, "unit": "beans", "worth_minor": 340, "least": 50,
        "currency": "EUR", "rewards": [{"reward": 1, "title": "A tenth off", "points": 100}],
    }]  # fmt: skip

    asked = {"visit": found["visit"], "program": beans}
    assert act("spending", asked, key="s")[1]["error"]["code"] == "invalid"
    assert act("spending", asked | {"amount_minor": 200, "points": 201}, key="s")[1]["error"]["code"] == "refused"
    first = act("spending", asked | {"amount_minor": 200}, key="s")[1]
    assert (first["points"], first["off_minor"], first["to_pay_minor"], first["left"]) == (200, 200, 0, 140)
    assert act("spending", asked | {"amount_minor": 200}, key="s")[1] == first | {"is_new": False}
    assert act("spending", asked | {"amount_minor": 200}, key="t")[1]["error"]["code"] == "served"
    typed = asked | {"visit": act("customer", {"code": "aki"})[1]["visit"]}
    assert act("spending", typed | {"amount_minor": 49}, key="t")[1]["error"]["code"] == "refused"
    assert act("spending", typed | {"amount_minor": 900, "currency": "USD"}, key="t")[1]["error"]["code"] == "refused"
    got = act("spending", typed | {"reward": 1}, key="t")[1]
    assert (got["title"], got["points"], got["off_minor"], got["to_pay_minor"], got["left"]) == (
        "A tenth off", 100, 0, None, 40,
    )  # fmt: skip
    assert [one["title"] for one in act("customer", {"code": "aki"})[1]["coupons"]] == ["A tenth off"]

    for done in (first, got):
        assert act("undoing", {"act": done["act"]}, key=f"u{done['act']}")[0] == 200
    assert act("undoing", {"act": first["act"]}, key="v")[1]["error"]["code"] == "not_undone"
    aki = act("customer", {"code": "aki"})[1]
    assert (aki["coupons"], aki["balances"][0]["left"]) == ([], 340)
    acts = get("till/today")["acts"]
    assert [(one["kind"], one["amount"], one["money_minor"], one["is_undone"]) for one in reversed(acts)][:2] == [
        ("spend", 200, 200, True), ("spend", 100, 0, True),
    ]  # fmt: skip
    assert list(prove.wrong()) == []


def test_a_discount_that_nobody_holds_is_taken_off_once_for_each_code_or_for_nobody(act, post, send, get, people):
    terms = {"title": "Tea Tuesday", "benefit": {"kind": "percent", "percent": 10}, "conditions": {"least_minor": 500}}
    made = post("rewards/programs", {"name": "Tea", "kind": "discount", "terms": terms})["id"]
    send("patch", f"rewards/programs/{made}", {"state": "live"})
    found = act("customer", {"code": code_of(people["aki"])})[1]
    assert [(one["program"], one["title"], one["why"]) for one in found["discounts"]] == [(made, "Tea Tuesday", "")]

    asked = {"visit": found["visit"], "program": made}
    assert act("uses", asked, key="d")[1]["error"]["code"] == "amount"
    assert act("uses", asked | {"amount_minor": 499}, key="d")[1]["error"]["code"] == "refused"
    first = act("uses", asked | {"amount_minor": 1_250}, key="d")[1]
    assert (first["title"], first["off_minor"]) == ("Tea Tuesday", 125)
    assert act("uses", asked | {"amount_minor": 1_250}, key="e")[1]["error"]["code"] == "served"
    nobodys = act("uses", {"program": made, "amount_minor": 1_000}, key="e")[1]
    assert nobodys["off_minor"] == 100

    for done in (first, nobodys):
        assert act("undoing", {"act": done["act"]}, key=f"u{done['act']}")[0] == 200
    assert [(one["first_name"], one["is_undone"]) for one in get("till/today")["acts"]][2:] == [
        ("", True), ("", True),
    ]  # fmt: skip
    assert list(prove.wrong()) == []


def test_a_purchase_is_recorded_with_its_discounts_or_not_at_all_and_undone_with_them(act, post, send, people):
    terms = {"title": "Half", "benefit": {"kind": "percent", "percent": 50}, "limits": {"used": 1}}
    made = post("rewards/programs", {"name": "Half", "kind": "discount", "terms": terms})["id"]
    send("patch", f"rewards/programs/{made}", {"state": "live"})
    basket = {"currency": "EUR", "lines": [{"product": "cup", "quantity": 1, "unit_minor": 900}]}
    asked = {"visit": act("customer", {"code": "aki"})[1]["visit"], "amount_minor": 450, "discounts": [made]}

    assert act("purchases", asked, key="p")[0] == 422
    first = act("purchases", asked | {"basket": basket}, key="p")[1]
    assert [(one["program"], one["off_minor"]) for one in first["discounts"]] == [(made, 450)]
    assert act("purchases", asked | {"basket": basket}, key="p")[1] == first | {"is_new": False}
    before = TillAct.objects.count()
    assert act("purchases", asked | {"basket": basket}, key="q")[1]["error"]["code"] == "refused"
    assert TillAct.objects.count() == before

    assert act("undoing", {"act": first["act"]}, key="u")[0] == 200
    assert act("purchases", asked | {"basket": basket}, key="q")[1]["discounts"][0]["off_minor"] == 450
    assert list(prove.wrong()) == []


def test_codes_grow_old_and_visits_are_of_whoever_read_them(act, aino, people):
    other = create_api_key("Other till", by=aino, scopes=["till.use"])[1]
    visit = act("customer", {"code": code_of(people["devi"])})[1]["visit"]

    assert act("customer", {"code": code_of(people["devi"], later_ms=-90_000)})[1]["error"]["code"] == "stale"
    asked = {"visit": visit, "amount_minor": 1}
    assert act("purchases", asked, key="p", with_key=other)[1]["error"]["code"] == "visit_over"
    assert act("purchases", asked | {"visit": visit[:-1]}, key="p")[1]["error"]["code"] == "visit_over"


def test_staff_of_a_store_serve_there_and_know_its_customers_only(client, act, aino, people, log_events, carry_on):
    log_events({"type": "track", "event": "Visit", "userId": "aki", "properties": {"store": "kallio"}})
    carry_on()
    till = create_api_key("Till", by=aino, scopes=["till.use"], stores=["kallio"])[1]
    chain = create_api_key("Tills", by=aino, scopes=["till.use"], stores=["kallio", "kamppi"])[1]

    def who(code, store="kallio", key=till):
        status, answer = act("customer", {"code": code, "store": store}, with_key=key)
        return status, answer.get("error", {}).get("code")

    assert who("aki") == (200, None)
    assert who("devi") == (404, "unknown")
    assert who(code_of(people["devi"])) == (200, None)  # they stand there
    assert (who("aki", "kamppi"), who("aki", "")) == ((403, "store"), (200, None))
    assert who("aki", "", chain) == (403, "no_store")
    today = client.get("/api/till/today?store=kamppi", headers={"Authorization": f"Bearer {till}"})
    assert today.status_code == 403


def test_whoever_tries_codes_out_waits_and_right_ones_wait_too(client, act, aino, people):
    till = create_api_key("Till", by=aino, scopes=["till.use"], stores=["kallio"])[1]
    answers = {str(act("customer", {"code": f"PK{n:035}"}, with_key=till)) for n in range(BY_KEY)}

    assert len(answers) == 1
    status, answer = act("customer", {"code": code_of(people["devi"])}, with_key=till)
    assert (status, answer["error"]["code"]) == (429, "wait")
    made_up = {"code": "7Q2M-K4TC-5H9Y-0C3X", "store": "kallio"}
    assert act("uses", made_up, key="t", with_key=till)[0] == 429
    bearer = {"Authorization": f"Bearer {till}"}
    keyed = bearer | {"Idempotency-Key": "t"}
    assert client.post("/api/rewards/uses", made_up, "application/json", headers=keyed).status_code == 429
    waits = client.post("/api/till/customer", {"code": "x"}, "application/json", headers=bearer)["Retry-After"]
    assert 0 < int(waits) <= 600
    assert act("customer", {"code": code_of(people["devi"])})[0] == 200  # the shop's own key goes on
    with clock.fixed(clock.from_ms(clock.now_ms() + 600_000)):
        assert act("customer", {"code": code_of(people["devi"])}, with_key=till)[0] == 200
