"""The second step of signing in, and setting one up."""

import re
from base64 import b64decode
from datetime import datetime, timedelta

import pyotp
import pytest
from django.test import Client

from polku.kit import clock
from polku.know.teams.access import second_factor
from polku.know.teams.access.models import SecondFactor
from polku.know.teams.models import Member, Team, TrailEntry

RIGHT = {"username": "aino@kahvila.example", "password": "kahvia-kiitos"}
SETTING_UP = "/account/second-factor"


def test_the_password_alone_opens_nothing(client: Client, factor: list[str]) -> None:
    asked = client.post("/sign-in", RIGHT | {"next": "/people"})

    assert asked["Location"] == "/sign-in/second"
    assert client.get("/account").status_code == 302
    assert client.get("/account")["Location"].startswith("/sign-in?next=")


def test_with_a_code_one_comes_to_the_page_that_was_asked_for(client: Client, factor: list[str]) -> None:
    client.post("/sign-in", RIGHT | {"next": "/people"})
    before = client.session.session_key
    answer = client.post("/sign-in/second", {"code": factor[0]})

    assert answer["Location"] == "/people"
    assert client.session.session_key != before
    assert client.get("/account").status_code == 200


def test_guessing_codes_is_slow(client: Client, factor: list[str], noon: datetime) -> None:
    client.post("/sign-in", RIGHT)
    wrong = [client.post("/sign-in/second", {"code": f"00000{number}"}).status_code for number in range(5)]
    waiting = client.post("/sign-in/second", {"code": factor[0]})

    assert wrong == [200] * 5
    assert waiting.status_code == 429


def test_another_browser_does_not_get_fresh_guesses(client: Client, factor: list[str], noon: datetime) -> None:
    for number in range(5):
        browser = Client()
        browser.post("/sign-in", RIGHT)
        browser.post("/sign-in/second", {"code": f"00000{number}"})
    client.post("/sign-in", RIGHT)

    assert client.post("/sign-in/second", {"code": factor[0]}).status_code == 429


def test_nobody_begins_with_the_second_step(client: Client, factor: list[str]) -> None:
    assert client.get("/sign-in/second")["Location"] == "/sign-in"
    assert client.post("/sign-in/second", {"code": factor[0]})["Location"] == "/sign-in"


def test_the_second_step_waits_for_ten_minutes(client: Client, factor: list[str], noon: datetime) -> None:
    client.post("/sign-in", RIGHT)

    with clock.fixed(noon + timedelta(minutes=10)):
        assert client.post("/sign-in/second", {"code": factor[0]})["Location"] == "/sign-in"


def test_a_password_changed_meanwhile_ends_the_second_step(client: Client, aino: Member, factor: list[str]) -> None:
    client.post("/sign-in", RIGHT)
    aino.set_password("kissat istuvat ikkunalla")
    aino.save()

    assert client.post("/sign-in/second", {"code": factor[0]})["Location"] == "/sign-in"


def test_it_is_set_up_with_a_picture_and_a_right_code(web: Client, aino: Member) -> None:
    shown = web.get(SETTING_UP)
    secret = shown.context["secret"].replace(" ", "")
    drawn = re.search(r'src="data:image/svg\+xml;base64,([\w+/=]+)"', shown.text)
    wrong = web.post(SETTING_UP, {"code": "000000"})
    right = web.post(SETTING_UP, {"code": pyotp.TOTP(secret).at(clock.now())}, follow=True)

    assert drawn is not None
    assert b64decode(drawn.group(1)).startswith(b"<svg")
    assert wrong.context["secret"].replace(" ", "") == secret
    assert len(right.context["codes"]) == 10
    assert second_factor.is_on(aino)


def test_neither_secret_nor_codes_are_shown_again(web: Client, aino: Member) -> None:
    secret = web.get(SETTING_UP).context["secret"]
    code = pyotp.TOTP(secret.replace(" ", "")).at(clock.now())
    codes = web.post(SETTING_UP, {"code": code}, follow=True).context["codes"]

    again = web.get(SETTING_UP)

    assert "secret" not in again.context
    assert all(code not in again.text for code in codes)
    assert web.get(SETTING_UP)["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"


def test_new_recovery_codes_take_a_code(web: Client, factor: list[str]) -> None:
    wrong = web.post("/account/recovery-codes", {"code": "000000"})
    right = web.post("/account/recovery-codes", {"code": factor[0]}, follow=True)

    assert wrong.status_code == 422
    assert len(right.context["codes"]) == 10
    assert set(right.context["codes"]).isdisjoint(factor)


def test_a_double_click_or_a_reload_makes_no_other_recovery_codes(web: Client, factor: list[str]) -> None:
    sent = {"code": factor[0], "once": web.get(SETTING_UP).context["once"]}

    made = [web.post("/account/recovery-codes", sent, follow=True) for _click in range(2)]
    again = web.get(made[0].redirect_chain[0][0])

    assert made[0].context["codes"] == made[1].context["codes"] != []
    assert not again.context["codes"]
    assert TrailEntry.objects.filter(action="second_factor.recovery_codes_renewed").count() == 1


def test_a_double_click_on_switching_it_on_shows_the_codes_all_the_same(web: Client, aino: Member) -> None:
    page = web.get(SETTING_UP)
    code = pyotp.TOTP(page.context["secret"].replace(" ", "")).at(clock.now())
    sent = {"code": code, "once": page.context["once"]}

    made = [web.post(SETTING_UP, sent).status_code for _click in range(2)]

    assert made == [302, 302]
    assert len(web.get(SETTING_UP).context["codes"]) == 10


def test_switching_it_off_takes_password_and_code(web: Client, aino: Member, factor: list[str]) -> None:
    ending = f"{SETTING_UP}/end"
    answers = [
        web.post(ending, {"password": password, "code": code}).status_code
        for password, code in (("guess", factor[0]), ("kahvia-kiitos", "000000"), ("kahvia-kiitos", factor[0]))
    ]

    assert answers == [422, 422, 302]
    assert not second_factor.is_on(aino)


def test_an_owner_takes_it_from_a_member_who_lost_the_phone(client: Client, aino: Member, factor: list[str]) -> None:
    manager = Member.objects.create_user("bo@kahvila.example", "teeta-kiitos-bo", role="manager")
    chen = Member.objects.create_user("chen@kahvila.example", "teeta-kiitos-chen", role="till")
    SecondFactor.objects.create(member=chen, secret="", confirmed_at=clock.now())
    client.force_login(manager)

    client.post(f"/settings/members/{chen.pk}/second-factor/end")
    client.post(f"/settings/members/{aino.pk}/second-factor/end")

    assert not second_factor.is_on(chen)
    assert second_factor.is_on(aino)
    last = TrailEntry.objects.latest("pk")
    assert (last.member, last.action, last.number) == (manager, "second_factor.ended", str(chen.pk))


@pytest.mark.parametrize("page", ["/", "/people", "/settings", "/paper"])
def test_a_team_may_ask_everybody_for_it(web: Client, team: Team, page: str) -> None:
    web.post("/settings/sign-in/second-factor", {"asked": "yes"})

    assert web.get(page)["Location"] == SETTING_UP
    assert "Your team asks everybody for a second step." in web.get(SETTING_UP).text
    secret = web.get(SETTING_UP).context["secret"].replace(" ", "")
    web.post(SETTING_UP, {"code": pyotp.TOTP(secret).at(clock.now())})
    assert web.get(page).status_code == 200


def test_who_must_set_it_up_can_still_leave_and_choose_a_language(web: Client, team: Team) -> None:
    Team.objects.update(needs_second_factor=True)

    assert web.get("/account").status_code == 200
    assert web.post("/language", {"language": "ja", "next": "/account"})["Location"] == "/account"
    assert web.post("/sign-out")["Location"] == "/sign-in"
