"""A forgotten password: the same answer for everybody, a link that opens once."""

from datetime import datetime

import pytest
from django.test import Client

from polku.kit import clock
from polku.know.teams.access import recovery
from polku.know.teams.access.models import Letter, Recovery
from polku.know.teams.models import Member
from polku.say.channels.email.models import EmailServer
from tests.doors.web.queries import queries_of

GOOD = "kissat istuvat ikkunalla"


@pytest.fixture
def mail_server(db: None) -> EmailServer:
    return EmailServer.objects.create(host="127.0.0.1", from_address="polku@kahvila.example", changed_at=clock.now())


def test_members_and_strangers_get_the_same_answer_after_the_same_work(
    client: Client, aino: Member, mail_server: EmailServer
) -> None:
    client.get("/recovery")
    known, known_work = queries_of(lambda: client.post("/recovery", {"email": "aino@kahvila.example"}))
    stranger, stranger_work = queries_of(lambda: client.post("/recovery", {"email": "nono@kahvila.example"}))

    assert known.text.replace("aino@", "") == stranger.text.replace("nono@", "")
    assert known_work == stranger_work
    assert Letter.objects.count() == 2
    assert Recovery.objects.count() == 0


def test_without_a_mail_server_the_page_says_what_to_do(client: Client, aino: Member) -> None:
    assert "polku user reset-password" in client.get("/recovery").text


def test_nobody_floods_a_mailbox(client: Client, aino: Member, mail_server: EmailServer, noon: datetime) -> None:
    answers = [client.post("/recovery", {"email": "aino@kahvila.example"}).status_code for _ in range(5)]

    assert answers == [200, 200, 200, 429, 429]
    assert Letter.objects.count() == 1


def test_the_link_changes_the_password_and_signs_in_here_only(client: Client, web: Client, aino: Member) -> None:
    token = recovery.link_for(aino.email, now=clock.now())
    browser = Client()

    assert "aino@kahvila.example" in browser.get(f"/recovery/{token}").text
    weak = browser.post(f"/recovery/{token}", {"password": "short"})
    answer = browser.post(f"/recovery/{token}", {"password": GOOD})

    assert "too short" in weak.text
    assert answer["Location"] == "/"
    assert browser.get("/account").status_code == 200
    assert web.get("/account").status_code == 302
    assert Client().get(f"/recovery/{token}").status_code == 410


def test_the_link_does_not_go_around_the_second_step(client: Client, aino: Member, factor: object) -> None:
    token = recovery.link_for(aino.email, now=clock.now())
    answer = client.post(f"/recovery/{token}", {"password": GOOD})

    assert answer["Location"] == "/sign-in/second"
    assert client.get("/account").status_code == 302
