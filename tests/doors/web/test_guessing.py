"""What an attacker may try at the entrance: many passwords, many members, other people's sessions and tokens."""

from collections.abc import Callable

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.test import Client

from polku.know.teams.access import guesses
from polku.know.teams.access.counts import at_sign_in
from polku.know.teams.models import Member

pytestmark = pytest.mark.usefixtures("noon")  # waits of a second last until the test is over
AINO = "aino@kahvila.example"
RIGHT = {"username": AINO, "password": "kahvia-kiitos"}


@pytest.fixture
def hashes(monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """How many passwords were hashed since the last call."""
    counted: list[str] = []
    for verb in ("encode", "verify"):
        real = getattr(Argon2PasswordHasher, verb)

        def counting(self: Argon2PasswordHasher, *words: str, real: Callable[..., object] = real) -> object:
            counted.append("")
            return real(self, *words)

        monkeypatch.setattr(Argon2PasswordHasher, verb, counting)

    def since() -> int:
        number = len(counted)
        counted.clear()
        return number

    return since


def guess(client: Client, email: str, *, password: str = "guess", address: str = "192.0.2.1") -> int:
    given = {"username": email, "password": password}
    return client.post("/sign-in", given, REMOTE_ADDR=address).status_code


def guessed(email: str, *addresses: str) -> None:
    """As after a wrong password from each of these; without the work of a page and a hash."""
    for address in addresses:
        guesses.knock(at_sign_in(email, address))


EVERYWHERE = [f"198.51.100.{number}" for number in range(50)]


def test_one_password_on_many_members_is_stopped_by_the_address(client: Client, aino: Member) -> None:
    for number in range(18):
        guessed(f"member{number}@kahvila.example", "192.0.2.1")
    answers = [guess(Client(), f"another{number}@kahvila.example") for number in range(4)]

    assert answers == [200, 200, 429, 429]
    assert guess(Client(), AINO, password="kahvia-kiitos") == 429
    assert guess(Client(), AINO, password="kahvia-kiitos", address="192.0.2.2") == 302


def test_many_addresses_on_one_member_are_stopped_by_the_account(client: Client, aino: Member) -> None:
    theirs = Client()
    theirs.post("/sign-in", RIGHT)
    theirs.post("/sign-out")
    guessed(AINO, *EVERYWHERE)

    assert guess(Client(), AINO, password="kahvia-kiitos", address="203.0.113.1") == 429
    assert guess(theirs, AINO, password="kahvia-kiitos", address="203.0.113.1") == 302


def test_the_cookie_of_a_known_browser_helps_with_its_own_member_only(client: Client, aino: Member) -> None:
    theirs = Client()
    theirs.post("/sign-in", RIGHT)
    theirs.post("/sign-out")
    guessed("bo@kahvila.example", *EVERYWHERE)

    assert guess(theirs, "bo@kahvila.example", address="203.0.113.1") == 429


def test_a_forged_cookie_of_a_known_browser_helps_nobody(client: Client, aino: Member) -> None:
    browser = Client()
    browser.cookies["browser"] = "x.y.z"
    answers = [guess(browser, AINO) for _ in range(6)]

    assert answers == [200] * 5 + [429]


def test_unknown_disabled_and_passwordless_members_cost_the_same_work(
    client: Client, aino: Member, hashes: Callable[[], int]
) -> None:
    Member.objects.create_user("disabled@kahvila.example", "teeta-kiitos-bo")
    Member.objects.filter(email="disabled@kahvila.example").update(is_active=False)
    Member.objects.create_user("company@kahvila.example", None)
    hashes()
    work = {}
    for name in ("aino", "nobody", "disabled", "company"):
        guess(client, f"{name}@kahvila.example")
        work[name] = hashes()

    assert work == {"aino": 1, "nobody": 1, "disabled": 1, "company": 1}


def test_who_must_wait_costs_no_work(client: Client, aino: Member, hashes: Callable[[], int]) -> None:
    for _ in range(5):
        guess(client, AINO)
    hashes()
    guess(client, AINO)

    assert hashes() == 0


@pytest.mark.parametrize(
    "strange", ["a\0b@kahvila.example", "\0", "x" * 10_000, "a@b\r\nBcc: eve@evil.example", "💥@é.example"]
)
def test_strange_words_at_the_entrance_are_only_wrong(client: Client, aino: Member, strange: str) -> None:
    signed_in = client.post("/sign-in", {"username": strange, "password": strange})
    asked = client.post("/recovery", {"email": strange})
    coded = client.post("/sign-in/second", {"code": strange})

    assert [answer.status_code for answer in (signed_in, asked, coded)] == [200, 200, 302]


def test_a_session_that_was_planted_before_signing_in_is_worth_nothing_after(client: Client, aino: Member) -> None:
    planted = Client()
    planted.get("/sign-in/company/back")
    session = planted.session
    session["planted"] = "yes"
    session.save()
    key = session.session_key
    planted.cookies["sessionid"] = key or ""
    victim = Client()
    victim.cookies["sessionid"] = key or ""

    victim.post("/sign-in", RIGHT)

    assert victim.session.session_key != key
    assert "planted" not in victim.session
    assert planted.get("/account").status_code == 302


def test_a_token_stolen_from_another_session_changes_nothing(aino: Member) -> None:
    mallory = Client(enforce_csrf_checks=True)
    mallory.get("/sign-in")
    stolen = mallory.cookies["csrftoken"].value
    theirs = Client(enforce_csrf_checks=True)
    theirs.force_login(aino)
    theirs.get("/account")

    answers = [
        theirs.post("/account/sign-ins/end", {"csrfmiddlewaretoken": token}).status_code
        for token in (stolen, "", theirs.cookies["csrftoken"].value)
    ]

    assert answers == [403, 403, 302]


def test_a_token_from_before_signing_in_is_worth_nothing_after(aino: Member) -> None:
    theirs = Client(enforce_csrf_checks=True)
    theirs.get("/sign-in")
    before = theirs.cookies["csrftoken"].value
    theirs.post("/sign-in", RIGHT | {"csrfmiddlewaretoken": before})

    assert theirs.post("/account/sign-ins/end", {"csrfmiddlewaretoken": before}).status_code == 403


def test_signing_in_from_another_site_is_refused(aino: Member) -> None:
    browser = Client(enforce_csrf_checks=True)

    assert browser.post("/sign-in", RIGHT).status_code == 403


def test_cookies_that_open_cannot_be_read_by_scripts_nor_sent_by_other_sites(client: Client, aino: Member) -> None:
    client.post("/sign-in", RIGHT)

    kept = {name: (bool(client.cookies[name]["httponly"]), client.cookies[name]["samesite"])
            for name in ("sessionid", "browser")}  # fmt: skip
    assert kept == {"sessionid": (True, "Lax"), "browser": (True, "Lax")}
