"""Letters about coming in, through a real mail server: the right words, one working link, and nothing lost."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.test import Client

from polku.doors.work import letters
from polku.kit import clock
from polku.know.teams.access import invitations
from polku.know.teams.access import letters as waiting
from polku.know.teams.access.models import Invitation, Letter, Recovery
from polku.know.teams.models import Member, Team
from polku.say.channels.email.models import EmailServer
from polku.say.channels.email.settings import keep
from tests.say.channels.email.office import Office, Server

pytestmark = pytest.mark.django_db
GOOD = "kissat istuvat ikkunalla"


@pytest.fixture
def aino() -> Member:
    Team.objects.create(name="Kahvila")
    return Member.objects.create_user("aino@kahvila.example", "kahvia-kiitos", name="Aino\r\nBcc: eve@evil.example")


@pytest.fixture
def office() -> Iterator[Office]:
    office = Office()
    server = Server(office)
    values = {"host": "127.0.0.1", "port": server.port, "security": "none", "from_address": "polku@kahvila.example"}
    keep(values, password=None, by=None, now=clock.now())
    yield office
    server.stop()


def invited(aino: Member, *, language: str = "en") -> Invitation:
    asked, _token = invitations.invite("chen@kahvila.example", role="editor", by=aino, language=language)
    invitations.send(asked)
    return asked


def text_of(office: Office) -> str:
    [message] = office.messages()
    body = message.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def path_in(text: str) -> str:
    found = re.search(r"http://127\.0\.0\.1:8600(/\S+)", text)
    assert found is not None
    return found.group(1)


def test_an_invitation_arrives_with_a_link_that_works(aino: Member, office: Office) -> None:
    asked = invited(aino)

    assert letters.tick(clock.now()) == 1
    assert letters.tick(clock.now()) == 0

    joined = Client().post(path_in(text_of(office)), {"name": "Chen", "password": GOOD})
    assert joined["Location"] == "/"
    assert Letter.objects.get(invitation=asked).is_sent


def test_a_name_does_not_become_a_header(aino: Member, office: Office) -> None:
    invited(aino)
    letters.tick(clock.now())

    [message] = office.messages()
    assert (message["To"], message["Bcc"]) == ("chen@kahvila.example", None)
    assert message["Subject"] == "Aino Bcc: eve@evil.example invites you to Kahvila"


def test_the_link_can_be_followed_in_the_html_part_too(aino: Member, office: Office) -> None:
    invited(aino)
    letters.tick(clock.now())

    [message] = office.messages()
    html = message.get_body(("html",))
    assert html is not None
    assert f'<a href="http://127.0.0.1:8600{path_in(text_of(office))}"' in html.get_content()


def test_a_letter_speaks_the_language_in_which_it_was_asked_for(aino: Member, office: Office) -> None:
    invited(aino, language="ja")
    letters.tick(clock.now())

    assert "パスワード" in text_of(office)


def test_a_member_gets_a_link_for_a_new_password(aino: Member, office: Office) -> None:
    waiting.ask(Letter.RECOVERY, "aino@kahvila.example", language="en")
    letters.tick(clock.now())

    answer = Client().post(path_in(text_of(office)), {"password": GOOD})
    assert answer["Location"] == "/"
    aino.refresh_from_db()
    assert aino.check_password(GOOD)


def test_nobody_else_gets_one(aino: Member, office: Office) -> None:
    waiting.ask(Letter.RECOVERY, "nobody@kahvila.example", language="en")

    assert letters.tick(clock.now()) == 1
    assert office.post == []
    assert Recovery.objects.count() == 0
    assert Letter.objects.filter(ended_at=None).count() == 0


def test_a_busy_server_is_tried_again_later_with_a_fresh_link(aino: Member, office: Office, noon: datetime) -> None:
    office.says["RCPT", "*"] = ["451 greylisted, come back"]
    asked = invited(aino)

    letters.tick(noon)
    assert "greylisted" in Letter.objects.get().trouble
    assert letters.tick(noon + timedelta(seconds=59)) == 0
    with clock.fixed(noon + timedelta(minutes=1)):
        letters.tick(clock.now())

    assert Client().get(path_in(text_of(office))).status_code == 200
    assert Letter.objects.get(invitation=asked).is_sent


def test_an_address_that_does_not_exist_is_not_tried_again(aino: Member, office: Office, noon: datetime) -> None:
    office.says["RCPT", "*"] = ["550 nobody of this name"]
    invited(aino)
    letters.tick(noon)

    letter = Letter.objects.get()
    assert (letter.ended_at, letter.is_sent) == (noon, False)
    assert "550 nobody of this name" in letter.trouble


def test_after_a_few_tries_it_is_given_up(aino: Member, office: Office, noon: datetime) -> None:
    office.says["RCPT", "*"] = ["451 later"] * 10
    invited(aino)
    for hours in range(10):
        letters.tick(noon + timedelta(hours=3 * hours))

    assert Letter.objects.get().tries == 5
    assert Letter.objects.get().ended_at is not None


def test_without_a_mail_server_the_letter_says_so(aino: Member) -> None:
    EmailServer.objects.all().delete()
    invited(aino)
    letters.tick(clock.now())

    assert "E-mail is not set up yet" in Letter.objects.get().trouble


def test_a_withdrawn_invitation_is_not_sent(aino: Member, office: Office) -> None:
    invitations.withdraw(invited(aino), by=aino)
    letters.tick(clock.now())

    assert office.post == []


def test_addresses_that_strangers_typed_are_forgotten(aino: Member, office: Office, noon: datetime) -> None:
    for email in ("nobody@kahvila.example", "aino@kahvila.example"):
        waiting.ask(Letter.RECOVERY, email, language="en")
        letters.tick(noon)
    letters.tidy(noon + timedelta(hours=23))
    assert Letter.objects.count() == 2

    letters.tidy(noon + timedelta(hours=25))
    assert Letter.objects.count() == 0


def test_two_writers_do_not_take_the_same_letter(aino: Member, noon: datetime) -> None:
    invited(aino)

    assert waiting.claim(noon) is not None
    assert waiting.claim(noon) is None


def test_a_letter_that_kills_its_writers_is_given_up(aino: Member, noon: datetime) -> None:
    invited(aino)
    taken = [waiting.claim(noon + timedelta(minutes=3 * number)) is not None for number in range(8)]

    assert taken == [True] * 5 + [False] * 3
    assert Letter.objects.get().ended_at is not None


def test_a_letter_whose_writer_died_is_taken_again(aino: Member, noon: datetime) -> None:
    invited(aino)
    waiting.claim(noon)

    assert waiting.claim(noon + timedelta(minutes=2)) is not None
