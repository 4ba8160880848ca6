"""Points and ranks over HTTP: begun, earned, seen, spent once, undone; and what is refused."""

import pytest

from polku.act.rewards import forget
from polku.act.rewards.ledger import prove
from polku.act.rewards.ledger.models import Counter, Lot, Movement
from polku.act.rewards.points.models import Earning
from polku.act.rewards.ranks.models import RankHeld
from polku.kit import ids
from polku.know.events.forgetting.whom import Whom
from polku.know.people.models import Identity, Profile
from tests.doors.api.test_rewards import act, people  # noqa: F401 fixtures

pytestmark = pytest.mark.django_db
BEANS = {
    "title": "Beans",
    "unit": "beans",
    "per": [{"points": 1, "minor": 10}],
    "rate": {"points": 10, "minor": 5, "least": 20},
    "expiry": {"years": 1},
}
LADDER = {
    "title": "Friends",
    "ranks": [{"key": "guest", "name": "Guest", "at": 0}, {"key": "gold", "name": "Gold", "at": 20_000}],
}


@pytest.fixture
def begin(post, send):
    def begin(kind, terms):
        made = post("rewards/programs", {"name": terms["title"], "kind": kind, "terms": terms})
        return send("patch", f"rewards/programs/{made['id']}", {"state": "live"})["id"]

    return begin


@pytest.fixture
def buy(log_events, carry_on):
    def buy(number, euros, name="Order Completed"):
        told = {"order_id": number, "revenue": euros, "refund": euros, "currency": "EUR"}
        log_events({"type": "track", "event": name, "userId": "devi", "properties": told})
        carry_on()

    return buy


def test_points_are_earned_spent_once_and_given_back(people, begin, buy, act, get):  # noqa: F811
    tea = {"title": "A cup of tea", "benefit": {"kind": "gift", "gift": "tea"}, "limits": {"person": 1}}
    coupon = begin("coupon", tea)
    reward = {"points": 200, "title": "A cup of tea", "prize": {"program": coupon}}
    beans, devi = begin("points", BEANS | {"rewards": [reward]}), people["devi"]
    buy("a", 60)
    spend = {"program": beans, "person": devi, "points": 100}
    get_tea = {"program": beans, "person": devi, "reward": 1}

    status, first = act("rewards/points/spending", spend, key="s1")
    assert (status, first["points"], first["off_minor"], first["currency"]) == (200, 100, 50, "EUR")
    assert act("rewards/points/spending", spend, key="s1")[1] == first | {"is_new": False}
    assert act("rewards/points/spending", spend | {"points": 50}, key="s1")[1]["error"]["code"] == "other_request"
    assert act("rewards/points/spending", spend | {"points": 501}, key="s2")[1]["error"]["sentence"] == (
        "There are not enough points."
    )
    assert act("rewards/points/spending", spend | {"points": 19}, key="s2")[0] == 409
    assert act("rewards/points/spending", spend | {"reward": 1}, key="s2")[0] == 422
    tea_got = act("rewards/points/spending", get_tea, key="s2")[1]
    wallet = get(f"people/{devi}/wallet")
    assert wallet["coupons"][0]["id"] == tea_got["grant"]
    assert wallet["points"] == [
        {
            "program": beans, "title": "Beans", "unit": "beans", "points": 300, "pending": 0, "pending_from": None,
            "owed": 0, "worth_minor": 150, "ending": 300, "ends": "2027-12-31T22:00:00Z",
        }
    ]  # fmt: skip
    assert act("rewards/points/spending", get_tea, key="s3")[1]["error"]["code"] == "refused"  # one a person
    assert get(f"people/{devi}/wallet")["points"][0]["points"] == 300

    assert act(f"rewards/points/spending/{tea_got['spending']}/undoing", key="u1")[1]["points"] == 200
    assert act(f"rewards/points/spending/{tea_got['spending']}/undoing", key="u2")[0] == 409
    wallet = get(f"people/{devi}/wallet")
    assert (wallet["coupons"], wallet["points"][0]["points"]) == ([], 500)
    assert act("rewards/points/spending", get_tea, key="s3")[0] == 200
    assert list(prove.wrong()) == []


def test_what_is_given_back_is_owed_and_nothing_of_it_is_kept_of_who_is_forgotten(people, begin, buy, act, get):  # noqa: F811
    beans, ladder, devi = begin("points", BEANS), begin("ranks", LADDER), people["devi"]
    buy("a", 250)
    rank = get(f"people/{devi}/wallet")["rank"]
    assert (rank["program"], rank["key"], rank["amount"], rank["next"]) == (ladder, "gold", 25_000, None)
    assert rank["until"] == "2026-12-31T22:00:00Z"

    act("rewards/points/spending", {"program": beans, "person": devi, "points": 2_400}, key="s1")
    buy("a", 200, "Order Refunded")
    wallet = get(f"people/{devi}/wallet")
    assert (wallet["points"][0]["points"], wallet["points"][0]["owed"]) == (0, 1_900)
    assert (wallet["rank"]["key"], wallet["rank"]["next"]["missing"]) == ("guest", 15_000)
    assert (
        act("rewards/grants", {"program": beans, "people": [devi], "cause": "sorry", "amount": 2_000}, key="")[0] == 200
    )
    wallet = get(f"people/{devi}/wallet")
    assert (wallet["points"][0]["points"], wallet["points"][0]["owed"]) == (100, 0)

    buy("b", 500)
    numbers = [one.id for one in Identity.objects.filter(profile_id=ids.number(devi))]
    forget.forget(Whom([dict.fromkeys(numbers, ("user_id", "devi"))]))
    left = [table.objects.count() for table in (Movement, Lot, Earning, RankHeld)]
    assert (left, Counter.objects.filter(scope__contains=str(numbers[0])).count()) == ([0, 0, 0, 0], 0)
    assert Profile.objects.count() == 2


def test_a_price_says_what_points_could_take_off_and_no_more_than_there_is_to_pay(people, begin, buy, act, post):  # noqa: F811
    beans, devi = begin("points", BEANS), people["devi"]
    begin("points", BEANS | {"title": "No money"} | {"rate": None})
    begin("discount", {"title": "Half", "benefit": {"kind": "percent", "percent": 50}})
    buy("a", 60)
    basket = {"currency": "EUR", "lines": [{"product": "cup", "quantity": 1, "unit_minor": 401}]}

    def price(**more):
        found = post("rewards/price", {"person": devi, "basket": basket} | more)
        told = ("usable", "most", "most_off_minor", "left_minor", "points", "off_minor", "why")
        return found["total_minor"], found["to_pay_minor"], [tuple(one[it] for it in told) for one in found["points"]]

    assert price() == (200, 200, [(600, 400, 200, 0, 0, 0, "")])
    assert price(points=100, points_program=beans) == (200, 150, [(600, 400, 200, 0, 100, 50, "")])
    assert price(points=500) == (200, 0, [(600, 400, 200, 0, 400, 200, "")])
    assert price(points=601) == (200, 200, [(600, 400, 200, 0, 0, 0, "too_few")])
    assert price(points=19) == (200, 200, [(600, 400, 200, 0, 0, 0, "least")])
    assert price(person="") == (200, 200, [])
    assert price(basket=basket | {"currency": "USD"})[2] == [(600, 0, 0, 401, 0, 0, "currency")]
    cheap = basket | {"lines": [{"product": "sweet", "quantity": 1, "unit_minor": 10}]}
    assert price(basket=cheap)[2] == [(600, 0, 0, 5, 0, 0, "too_much")]
    assert price(person=people["aki"])[2] == [(0, 0, 0, 200, 0, 0, "too_few")]

    spend = {"program": beans, "person": devi, "points": 402, "price_minor": 200}
    assert act("rewards/points/spending", spend, key="s")[1]["error"]["sentence"] == (
        "They would take more off than there is to pay."
    )
    assert act("rewards/points/spending", spend | {"points": 400}, key="s")[1]["off_minor"] == 200


def test_points_on_their_way_are_told_apart(people, begin, buy, post):  # noqa: F811
    begin("points", BEANS | {"pending_days": 14})
    buy("a", 60)
    basket = {"currency": "EUR", "lines": [{"product": "cup", "quantity": 1, "unit_minor": 401}]}

    [told] = post("rewards/price", {"person": people["devi"], "basket": basket})["points"]

    assert (told["usable"], told["pending"], told["why"]) == (0, 600, "pending")


def test_terms_that_cannot_be_meant(post):
    def field(kind, terms):
        status, error = post("rewards/programs", {"name": "x", "kind": kind, "terms": terms})
        return status, error["field"]

    assert field("points", BEANS | {"pending_days": 30, "expiry": {"days": 20}}) == (422, "terms.expiry.days")
    assert field("points", BEANS | {"per": [{"points": 0, "minor": 10}]}) == (422, "terms.per")
    assert field("ranks", LADDER | {"ranks": LADDER["ranks"][::-1]}) == (422, "terms.ranks")
    assert field("ranks", LADDER | {"by": "points"}) == (422, "terms.points")
