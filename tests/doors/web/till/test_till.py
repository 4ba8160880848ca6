"""The till's page and what its script asks for: only at one's stores, once for each key, and undone by a manager."""

import json

import pytest

from polku.act.rewards import programs
from polku.act.rewards.coupons.issue import issue
from polku.act.rewards.points.earn import earn
from polku.act.rewards.till.models import TillAct
from polku.kit import clock
from polku.know.people.models import Identity
from polku.know.places.models import Store
from polku.know.teams.models import Member

pytestmark = pytest.mark.django_db
TENTH = {"title": "A tenth off", "benefit": {"kind": "percent", "percent": 10}}


@pytest.fixture
def devi(noon, team, log_events, carry_on):
    said = {"store": "kallio"}
    log_events(
        {"type": "identify", "userId": "devi", "traits": {"first_name": "Devi"}},
        {"type": "track", "event": "Visit", "userId": "devi", "properties": said},
    )
    carry_on()
    program = programs.create("Autumn", TENTH, currency="EUR", by=None)
    programs.become(program, "live", by=None)
    program.refresh_from_db()
    name = Identity.objects.get(kind="user_id").pk
    issue(program, [name], "welcome", now=clock.now())
    return name


@pytest.fixture
def staff(client, team):
    member = Member.objects.create_user("mei@kahvila.example", "kahvia-kiitos", role="till", name="Mei")
    member.stores = ["kallio"]
    member.save()
    client.force_login(member)
    client.get("/keys")
    return client


def post(client, path, body):
    answer = client.post(f"/till/{path}", json.dumps(body), "application/json")
    return answer.status_code, answer.json()


def test_staff_find_whoever_stands_there_and_use_their_coupon_once(staff, devi):
    Store.objects.create(key="kallio", name="Kallio", time_zone="Europe/Helsinki")
    page = staff.get("/till").content.decode()
    assert ('value="kallio" data-store' in page, "Staff</a>" in page) == (True, False)

    status, found = post(staff, "customer", {"code": "devi", "store": "kallio"})
    assert (status, found["first_name"], found["coupons"][0]["line"]) == (
        200, "Devi", "10% off · On everything · Not together with others",
    )  # fmt: skip
    pressed = {
        "verb": "use",
        "key": "12345678",
        "store": "kallio",
        "visit": found["visit"],
        "told_ms": clock.now_ms() - 600_000,
    }
    pressed |= {"coupon": found["coupons"][0]["coupon"], "amount_minor": 1_000}

    assert [post(staff, "acts", pressed)[1]["is_new"] for _press in range(2)] == [True, False]
    assert post(staff, "acts", pressed | {"key": "87654321"})[1]["problem"]["word"] == "refused"
    assert post(staff, "acts", pressed | {"store": ""})[1]["is_new"] is False  # there is one store only
    assert post(staff, "acts", pressed | {"store": "kamppi"})[1]["problem"]["word"] == "store"
    assert post(staff, "acts", pressed | {"verb": "steal"}) == (409, post(staff, "acts", {})[1])
    assert post(staff, "customer", {"code": "nobody at all", "store": "kallio"})[0] == 404
    [done] = staff.get("/till/today?store=kallio").json()["acts"]
    assert (done["sentence"], done["by"], done["told"], done["can_undo"]) == (
        "Coupon used: Autumn", "Mei", "13:50", False,
    )  # fmt: skip


@pytest.mark.parametrize(("role", "may"), [("manager", True), ("till", False)])
def test_whoever_manages_one_store_undoes_there(staff, devi, role, may):
    Member.objects.filter(stores=["kallio"]).update(role=role)
    found = post(staff, "customer", {"code": "devi", "store": "kallio"})[1]
    pressed = {"verb": "purchase", "key": "12345678", "visit": found["visit"], "amount_minor": 1_250, "store": "kallio"}
    done = post(staff, "acts", pressed)[1]

    answer = post(staff, "acts", {"verb": "undo", "key": "undo-1234", "act": done["act"], "store": "kallio"})

    assert (answer[0] == 200) == may


def test_a_manager_undoes_it_and_sees_who_did_what(web, aino, devi):
    found = post(web, "customer", {"code": "devi"})[1]
    pressed = {"verb": "purchase", "key": "12345678", "visit": found["visit"], "amount_minor": 1_250}
    done = post(web, "acts", pressed)[1]

    assert web.get("/till/today").json()["acts"][0]["can_undo"] is True
    assert post(web, "acts", {"verb": "undo", "key": "undo-1234", "act": done["act"]})[0] == 200
    acts = web.get("/till/today").json()["acts"]
    assert [(one["sentence"], one["is_undone"], one["can_undo"]) for one in acts] == [
        ("Undone: €12.50", False, False), ("Amount recorded: €12.50", True, False),
    ]  # fmt: skip
    table = web.get("/till/staff").content.decode()
    assert f"/till/staff/member/{aino.pk}/undone" in table
    assert "Amount recorded: €12.50" in web.get(f"/till/staff/member/{aino.pk}/undone").content.decode()
    assert web.get(f"/till/staff/member/{aino.pk}/nothing").status_code == 404
    assert web.get(f"/till/staff/nobody/{aino.pk}/undone").status_code == 404


def test_points_are_taken_off_what_there_is_to_pay(web, aino, devi):
    terms = {"title": "Beans", "rate": {"points": 100, "minor": 100}}
    beans = programs.create("Beans", terms, kind="points", currency="EUR", by=None)
    programs.become(beans, "live", by=None)
    beans.refresh_from_db()
    earn(beans, devi, 340, "x", now=clock.now())
    found = post(web, "customer", {"code": "devi"})[1]
    assert [found["balances"][0][name] for name in ("least", "for_money", "worth_minor")] == [1, 340, 340]
    pressed = {"verb": "spend", "key": "12345678", "visit": found["visit"], "program": beans.pk}

    assert post(web, "acts", pressed)[1]["problem"]["word"] == "amount"
    done = post(web, "acts", pressed | {"amount_minor": 1_000})[1]
    assert (done["points"], done["off_minor"], done["to_pay_minor"], done["left"]) == (340, 340, 660, 0)
    assert web.get("/till/today").json()["acts"][0]["sentence"] == "340 points spent: Beans · €3.40 off"


def test_a_discount_by_itself_is_taken_off_and_told_as_one(web, aino, devi):
    tuesday = programs.create("Tuesday", TENTH, kind="discount", currency="EUR", by=None)
    programs.become(tuesday, "live", by=None)
    found = post(web, "customer", {"code": "devi"})[1]
    assert [one["line"] for one in found["discounts"]] == ["10% off · On everything · Not together with others"]
    pressed = {"verb": "discount", "key": "12345678", "visit": found["visit"], "program": tuesday.pk}

    assert post(web, "acts", pressed | {"amount_minor": 1_000})[1]["off_minor"] == 100
    assert web.get("/till/today").json()["acts"][0]["sentence"] == "Discount: Tuesday"


def test_staff_see_no_numbers_of_each_other(staff):
    assert staff.get("/till/staff").status_code == 403


def test_what_is_broken_is_no_act(staff, devi):
    for body in (
        b"[]",
        b"\xff",
        b'{"verb": "use", "key": "1"}',
        b'{"verb": "use", "key": "12345678", "code": "\\u0000"}',
    ):
        answer = staff.post("/till/acts", body, "application/json")
        assert (answer.status_code, answer.json()["problem"]["word"]) == (409, "malformed")
    assert not TillAct.objects.exists()
