"""The settings of e-mail, as a member sees them."""

import pytest
from django.test import Client

from polku.know.events.models import LogBatch
from polku.know.teams.models import TrailEntry
from polku.say.channels.email.models import EmailServer, Suppressed
from polku.say.channels.email.settings import current
from tests.say.channels.email.office import Office, Server

PAGE = "/settings/channels/email"
GIVEN = {
    "host": "mail.example",
    "port": "587",
    "security": "starttls",
    "verifies_certificate": "yes",
    "user": "aino",
    "password": "s3cret",
    "from_name": "Kahvila",
    "from_address": "aino@kahvila.example",
    "connections": "4",
    "per_second": "0",
    "tracks_opens": "yes",
}


def test_the_server_is_kept_and_the_password_is_never_shown_again(web: Client) -> None:
    answer = web.post(PAGE, GIVEN, follow=True)

    server = EmailServer.objects.get()
    assert (server.host, server.port, server.tracks_opens, server.tracks_clicks) == ("mail.example", 587, True, False)
    assert "s3cret" not in answer.text + server.sealed_password
    assert "s3cret" not in str(TrailEntry.objects.values_list("before", "after").get())


def test_an_empty_password_keeps_the_one_there_is_and_no_user_forgets_it(web: Client) -> None:
    web.post(PAGE, GIVEN)
    before = current().sealed_password

    web.post(PAGE, {**GIVEN, "password": "", "port": "25"})
    assert (current().sealed_password, current().port) == (before, 25)

    web.post(PAGE, {**GIVEN, "password": "", "user": ""})
    assert current().sealed_password == ""


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("host", "no host"),
        ("port", "0"),
        ("connections", "21"),
        ("from_address", "aino"),
        ("from_address", "aino@kahvila.example\r\nBcc: x@y.example"),
        ("reply_to", "nobody at all"),
        ("bounce_address", "bounce+*"),
        ("per_second", "-1"),
        ("security", "magic"),
    ],
)
def test_nonsense_is_refused_at_its_field(field: str, value: str, web: Client) -> None:
    answer = web.post(PAGE, {**GIVEN, field: value})

    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not EmailServer.objects.exists()


def test_a_test_letter_arrives(web: Client) -> None:
    office = Office()
    server = Server(office)
    web.post(PAGE, {**GIVEN, "host": "127.0.0.1", "port": server.port, "security": "none", "user": ""})

    told = web.post(f"{PAGE}/test", {"to": "devi@shop.example"}, follow=True)
    server.stop()

    assert office.arrived == {"devi@shop.example": 1}
    assert "The mail server has taken the letter to devi@shop.example." in told.text


def test_a_test_letter_that_does_not_leave_says_why(web: Client) -> None:
    web.post(PAGE, {**GIVEN, "host": "no-such-host.invalid"})

    told = web.post(f"{PAGE}/test", {"to": "devi@shop.example"}, follow=True)

    assert "There is no server of the name no-such-host.invalid:587. Is it spelt right?" in told.text


def test_a_suppressed_address_can_be_written_to_again(web: Client) -> None:
    web.post(PAGE, GIVEN)
    Suppressed.objects.create(address="devi@shop.example", why="bounced", sentence="550 no", at_ms=1)
    assert "devi@shop.example" in web.get(PAGE).text

    web.post(f"{PAGE}/released", {"address": "devi@shop.example"})

    assert not Suppressed.objects.exists()
    assert b"Address Released" in bytes(LogBatch.objects.latest("seq").payload)
