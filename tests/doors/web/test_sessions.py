"""A session cannot be laid under somebody, and what a browser keeps of it cannot be read or stolen."""

from importlib import import_module

from django.conf import settings
from django.test import Client

from polku.know.teams.models import Member

RIGHT = {"username": "aino@kahvila.example", "password": "kahvia-kiitos"}
Store = import_module(settings.SESSION_ENGINE).SessionStore


def test_a_session_made_before_signing_in_is_not_the_one_after(client: Client, aino: Member) -> None:
    """An attacker who plants their own session in a browser does not come in with its member."""
    planted = Store()
    planted["mine"] = "attacker"
    planted.create()
    client.cookies[settings.SESSION_COOKIE_NAME] = planted.session_key
    client.post("/sign-in", RIGHT)
    attacker = Client()
    attacker.cookies[settings.SESSION_COOKIE_NAME] = planted.session_key

    assert client.get("/").status_code == 200
    assert client.cookies[settings.SESSION_COOKIE_NAME].value != planted.session_key
    assert attacker.get("/")["Location"].startswith("/sign-in")


def test_a_made_up_session_is_nobodys(client: Client, aino: Member) -> None:
    client.cookies[settings.SESSION_COOKIE_NAME] = "a" * 32
    client.post("/sign-in", RIGHT)

    assert client.cookies[settings.SESSION_COOKIE_NAME].value != "a" * 32


def test_another_member_in_the_same_browser_gets_nothing_of_the_first(client: Client, aino: Member) -> None:
    Member.objects.create_user("vera@kahvila.example", "katsotaan-vain", role="viewer")
    client.post("/sign-in", RIGHT)
    first = client.session.session_key
    client.post("/sign-out")
    client.post("/sign-in", {"username": "vera@kahvila.example", "password": "katsotaan-vain"})

    assert client.session.session_key != first
    assert not Store().exists(first)
    assert client.get("/settings/keys").status_code == 403


def test_the_token_of_forms_changes_with_signing_in(client: Client, aino: Member) -> None:
    client.get("/sign-in")
    before = client.cookies["csrftoken"].value
    client.post("/sign-in", RIGHT)

    assert client.cookies["csrftoken"].value != before


def test_scripts_cannot_read_the_session(client: Client, aino: Member) -> None:
    client.post("/sign-in", RIGHT)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]

    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
