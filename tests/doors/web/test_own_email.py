"""Another e-mail address for oneself: with the password, and by a letter where letters can be sent."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pyotp
import pytest
from django.conf import settings
from django.test import Client

from polku.kit import clock, seal
from polku.know.teams.access import recovery
from polku.know.teams.access.models import Recovery, SecondFactor
from polku.know.teams.models import Member, TrailEntry
from tests.say.channels.email.conftest import office, serve, set_up  # noqa: F401 fixtures: a mail server
from tests.say.channels.email.office import Office

PAGE = "/account/email"
WANTED = {"email": " Aino@Home.example", "password": "kahvia-kiitos"}
RIGHT = {"username": "aino@kahvila.example", "password": "kahvia-kiitos"}


@pytest.fixture
def mail(office: Office, serve: Callable[..., object], set_up: Callable[..., object]) -> Office:  # noqa: F811 fixtures
    set_up(serve(office))
    return office


def email_of(member: Member) -> str:
    member.refresh_from_db()
    return member.email


def link_in(mail: Office) -> str:
    letter = next(one for one in mail.messages() if one["To"] == "aino@home.example")
    text = letter.get_body(("plain",)).get_content()
    found = re.search(r"/account/email/\S+", text)
    assert found
    return found[0]


def test_without_a_mail_server_it_changes_at_once_and_other_browsers_are_signed_out(aino: Member) -> None:
    here, there = Client(), Client()
    for browser in (here, there):
        browser.post("/sign-in", RIGHT)
    recovery.link_for(aino.email, now=clock.now())

    answer = here.post(PAGE, WANTED)

    assert (answer.status_code, email_of(aino)) == (302, "aino@home.example")
    assert (here.get("/account").status_code, there.get("/account").status_code) == (200, 302)
    assert Recovery.objects.filter(used_at=None).count() == 0
    entry = TrailEntry.objects.get(action="member.email_changed")
    assert (entry.before, entry.after) == ({"email": "aino@kahvila.example"}, {"email": "aino@home.example"})


def test_with_a_mail_server_it_changes_when_the_link_in_the_letter_is_followed(
    web: Client, aino: Member, mail: Office
) -> None:
    web.post(PAGE, WANTED)
    link = link_in(mail)

    assert "aino@home.example" in web.get(link).text
    assert email_of(aino) == "aino@kahvila.example"  # looking at it changes nothing
    web.post(link)

    assert email_of(aino) == "aino@home.example"
    assert "Your e-mail address was changed" in [
        one["Subject"] for one in mail.messages() if one["To"] == "aino@kahvila.example"
    ]
    assert web.get(link).status_code == 410


def test_the_link_opens_nothing_for_others_later_or_after_another_password(
    web: Client, aino: Member, mail: Office, noon: datetime
) -> None:
    web.post(PAGE, WANTED)
    link = link_in(mail)
    bo, other = Member.objects.create_user("bo@kahvila.example", "kahvia-kiitos", role="editor"), Client()
    other.force_login(bo)
    other.get("/keys")

    assert Client().post(link).status_code == 302  # to the sign-in
    assert other.post(link).status_code == 410
    with clock.fixed(noon + timedelta(minutes=61)):
        assert web.post(link).status_code == 410
    web.post("/account/password", {"old": "kahvia-kiitos", "new": "kissat istuvat ikkunalla"})
    assert web.post(link).status_code == 410
    assert (email_of(aino), email_of(bo)) == ("aino@kahvila.example", "bo@kahvila.example")


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"password": "guess"}, "This is not your password."),
        ({"email": "no address"}, "This is not an e-mail address."),
        ({"email": "Bo@kahvila.example"}, "Somebody with this e-mail address is a member already."),
        ({"email": "aino@home.example\r\nBcc: x@y.example"}, "This is not an e-mail address."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_changes(
    web: Client, aino: Member, wrong: dict[str, str], sentence: str
) -> None:
    Member.objects.create_user("bo@kahvila.example", "kahvia-kiitos", role="editor")

    answer = web.post(PAGE, WANTED | wrong)

    assert (answer.status_code, sentence in answer.text, email_of(aino)) == (422, True, "aino@kahvila.example")


@pytest.mark.usefixtures("factor")
def test_where_a_second_step_is_set_up_it_takes_a_code(web: Client, aino: Member) -> None:
    assert 'name="code"' in web.get(PAGE).text
    assert "This code is not right" in web.post(PAGE, WANTED).text

    secret = pyotp.TOTP(second_factor_secret(aino))
    web.post(PAGE, WANTED | {"code": secret.at(clock.now())})

    assert email_of(aino) == "aino@home.example"


def test_guessing_the_password_is_slow(web: Client, aino: Member, noon: datetime) -> None:
    for _guess in range(5):
        web.post(PAGE, WANTED | {"password": "guess"})

    assert "Please wait" in web.post(PAGE, WANTED).text
    assert email_of(aino) == "aino@kahvila.example"


def test_a_letter_that_cannot_be_sent_is_said_at_once(web: Client, aino: Member, mail: Office) -> None:
    mail.says["RCPT", "aino@home.example"] = ["550 no such user"]

    answer = web.post(PAGE, WANTED)

    assert (answer.status_code, email_of(aino)) == (422, "aino@kahvila.example")


def test_who_signs_in_at_their_company_has_nothing_to_change_here(web: Client, aino: Member) -> None:
    aino.set_unusable_password()
    aino.save()
    web.force_login(aino)
    web.get("/keys")

    assert 'name="password"' not in web.get(PAGE).text
    assert web.post(PAGE, WANTED).status_code == 422
    assert email_of(aino) == "aino@kahvila.example"


def second_factor_secret(member: Member) -> str:
    return seal.opened(SecondFactor.objects.get(member=member).secret, key=settings.SECRET_KEY)
