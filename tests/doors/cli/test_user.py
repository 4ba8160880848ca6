"""`polku user`: members, from the machine itself."""

import json

import pytest
from click.testing import CliRunner, Result
from django.test import Client

from polku.doors.cli import user
from polku.kit import clock
from polku.know.teams.access import second_factor
from polku.know.teams.access.models import SecondFactor, SignIn
from polku.know.teams.models import Member, Team, TrailEntry

pytestmark = pytest.mark.django_db
GOOD = "kissat istuvat ikkunalla"


@pytest.fixture(autouse=True)
def aino(monkeypatch: pytest.MonkeyPatch) -> Member:
    monkeypatch.setattr(user, "open_house", lambda: None)  # Django and its tables are there
    Team.objects.create(name="Kahvila")
    return Member.objects.create_user("aino@kahvila.example", "kahvia-kiitos", name="Aino")


def polku(*words: str, given: str | None = None) -> Result:
    return CliRunner().invoke(user.command, words, input=given)


def test_members_are_listed_with_what_matters(aino: Member) -> None:
    SecondFactor.objects.create(member=aino, secret="", confirmed_at=clock.now())
    Member.objects.create_user("bo@kahvila.example", GOOD, role="till")
    Member.objects.filter(email="bo@kahvila.example").update(is_active=False, stores=["turku"])

    rows = json.loads(polku("list", "--json").output)

    assert [(row["email"], row["role"], row["is_active"], row["second_step"], row["stores"]) for row in rows] == [
        ("aino@kahvila.example", "owner", True, True, []),
        ("bo@kahvila.example", "till", False, False, ["turku"]),
    ]
    assert polku("list").output == (
        "aino@kahvila.example  owner     seen never  second step\n"
        "bo@kahvila.example    till      seen never  disabled  only: turku\n"
    )


def test_a_member_is_added_with_a_password_that_is_told_once() -> None:
    told = json.loads(polku("add", "Bo@Kahvila.example", "--role", "editor", "--json").output)
    again = polku("add", "bo@kahvila.example")

    assert Member.objects.get(email="bo@kahvila.example", role="editor").check_password(told["password"])
    assert "bo@kahvila.example is a member already" in again.output
    assert TrailEntry.objects.get().action == "member.added"


def test_a_weak_password_and_a_strange_address_are_refused() -> None:
    weak = polku("add", "bo@kahvila.example", "--password-stdin", given="password12\n")
    strange = polku("add", "bo")

    assert (weak.exit_code, strange.exit_code) == (1, 2)
    assert "too common" in weak.output
    assert Member.objects.count() == 1


def test_a_role_is_given_but_the_last_owner_stays() -> None:
    Member.objects.create_user("bo@kahvila.example", GOOD, role="viewer")

    assert polku("role", "bo@kahvila.example", "manager").exit_code == 0
    assert "This is the last owner." in polku("role", "aino@kahvila.example", "editor").output
    assert Member.objects.get(email="bo@kahvila.example").role == "manager"
    assert Member.objects.get(email="aino@kahvila.example").role == "owner"


def test_a_new_password_signs_out_everywhere(aino: Member) -> None:
    browser = Client()
    browser.force_login(aino)
    assert browser.get("/account").status_code == 200

    told = json.loads(polku("reset-password", "aino@kahvila.example", "--json").output)

    assert browser.get("/account").status_code == 302
    aino.refresh_from_db()
    assert aino.check_password(told["password"])


def test_the_password_can_be_handed_in_and_the_second_step_taken_away(aino: Member) -> None:
    SecondFactor.objects.create(member=aino, secret="", confirmed_at=clock.now())

    polku("reset-password", "aino@kahvila.example", "--password-stdin", "--without-second-step", given=f"{GOOD}\n")

    aino.refresh_from_db()
    assert aino.check_password(GOOD)
    assert not second_factor.is_on(aino)


def test_a_disabled_member_is_out_and_old_sessions_stay_over_when_let_in_again() -> None:
    bo, browser = Member.objects.create_user("bo@kahvila.example", GOOD, role="viewer"), Client()
    browser.force_login(bo)
    browser.get("/account")

    polku("disable", "bo@kahvila.example")
    assert browser.get("/account").status_code == 302
    polku("enable", "bo@kahvila.example")

    assert browser.get("/account").status_code == 302
    bo.refresh_from_db()
    assert bo.is_active


def test_everybody_is_signed_out(aino: Member) -> None:
    for _ in range(2):
        browser = Client()
        browser.force_login(aino)
        browser.get("/account")

    assert polku("sign-out", "--everybody").output == "2 browsers signed out\n"
    assert SignIn.objects.filter(ended_at=None).count() == 0
    assert polku("sign-out").exit_code == 2


def test_nobody_unknown_is_touched() -> None:
    assert "nobody here has the address bo@kahvila.example" in polku("disable", "bo@kahvila.example").output
