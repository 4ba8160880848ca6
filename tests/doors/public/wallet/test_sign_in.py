"""Who is looking: a link shows little, a code from the mailbox opens, and nobody learns whom we know."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from polku.doors.public.wallet.looking import KEY, LINK
from polku.kit import clock
from polku.know.people.models import Profile
from polku.know.people.own_pages.models import OwnSignIn
from tests.say.channels.email.office import Office

pytestmark = pytest.mark.django_db(transaction=True)
ASK, TYPE = "/p/wallet/sign-in", "/p/wallet/sign-in/code"
Read = Callable[[], str]


def test_from_a_link_to_everything(by_link: Client, post: Office, code_in: Read) -> None:
    first = by_link.get("/p/wallet")
    assert ("Is it you?" in first.text, "Devi" in first.text) == (True, False)
    assert by_link.get("/p/wallet/settings")["Location"] == f"{ASK}?to=%2Fp%2Fwallet%2Fsettings"
    asked = by_link.get(f"{ASK}?to=/p/wallet/settings").text
    assert ("d•••@shop.example" in asked, "devi@" in asked) == (True, False)

    answer = by_link.post(ASK, {"do": "mine", "to": "/p/wallet/settings"})
    assert by_link.get(answer["Location"]).status_code == 200
    assert "This is not the code" in by_link.post(TYPE, {"code": "x"}).text
    before = by_link.cookies[KEY].value
    answer = by_link.post(TYPE, {"code": f" {code_in()} ", "to": "/p/wallet/settings"})

    assert answer["Location"] == "/p/wallet/settings"
    assert by_link.cookies[KEY].value != before
    assert "/p/preferences/" in by_link.get("/p/wallet/settings").text
    assert by_link.cookies[KEY]["httponly"]


def test_a_code_opens_only_where_it_was_asked_for_and_once(
    devi: Profile, outside: Client, post: Office, code_in: Read
) -> None:
    outside.post(ASK, {"email": "Devi@Shop.example"})
    code, asked = code_in(), outside.cookies[KEY].value
    elsewhere = Client()
    assert elsewhere.post(TYPE, {"code": code})["Location"].startswith(ASK)

    assert outside.post(TYPE, {"code": code})["Location"] == "/p/wallet"

    replayed = Client()
    replayed.cookies[KEY] = asked
    assert replayed.post(TYPE, {"code": code})["Location"].startswith(ASK)
    assert replayed.get("/p/wallet")["Location"].startswith(ASK)


def test_nobody_learns_whether_an_address_is_known(devi: Profile, post: Office) -> None:
    shown, known = [], []
    for address in ("devi@shop.example", "nobody@shop.example"):
        browser = Client()
        shown.append(re.sub(r"(devi|nobody)@", "", browser.get(browser.post(ASK, {"email": address})["Location"]).text))
        known.append(bool(re.search(r"\b\d{6}\b", post.messages()[-1].get_body(("plain",)).get_content())))

    assert shown[0] == shown[1]
    assert known == [True, False]


def test_a_code_cannot_be_guessed(devi: Profile, outside: Client, post: Office, code_in: Read) -> None:
    outside.post(ASK, {"email": "devi@shop.example"})
    for _time in range(5):
        outside.post(TYPE, {"code": "000000x"})

    answer = outside.post(TYPE, {"code": code_in()})

    assert "wrong too often" in answer.text
    assert not OwnSignIn.objects.filter(proved_ms__isnull=False).exists()


def test_a_stranger_shuts_nobody_out(devi: Profile, outside: Client, post: Office, code_in: Read) -> None:
    """Wherever they ask and whatever they type: she comes in with a browser in which she has been before."""
    outside.post(ASK, {"email": "devi@shop.example"})
    outside.post(TYPE, {"code": code_in()})
    outside.post("/p/wallet/sign-out", {"do": "here"})
    for number in range(12):
        stranger = Client(REMOTE_ADDR=f"10.0.{number}.1")
        stranger.post(ASK, {"email": "devi@shop.example"})
        for _try in range(2):
            stranger.post(TYPE, {"code": "000000x"})
    came = len(post.post)

    outside.post(ASK, {"email": "devi@shop.example"})

    assert len(post.post) == came + 1
    assert outside.post(TYPE, {"code": code_in()})["Location"] == "/p/wallet"
    assert outside.get("/p/wallet/settings").status_code == 200


def test_a_mailbox_is_not_flooded(devi: Profile, outside: Client, post: Office) -> None:
    for _time in range(5):
        assert outside.post(ASK, {"email": "devi@shop.example"}).status_code == 302

    assert len(post.post) == 3
    assert OwnSignIn.objects.filter(code="").count() == 2


@pytest.mark.parametrize("made_up", ["x" * 43, "", "ä", "a.b.c"])
def test_a_made_up_cookie_is_nobody(devi: Profile, signed_in: Client, made_up: str) -> None:
    assert signed_in.get("/p/wallet").status_code == 200
    for name in (KEY, LINK):
        browser = Client()
        browser.cookies[name] = made_up
        assert browser.get("/p/wallet")["Location"].startswith(ASK)


def test_leaving_ends_it_on_our_side_too(signed_in: Client, devi: Profile) -> None:
    kept = signed_in.cookies[KEY].value
    assert "Sign out in every browser" in signed_in.get("/p/wallet/sign-out").text
    signed_in.post("/p/wallet/sign-out", {"do": "here"})
    stolen = Client()
    stolen.cookies[KEY] = kept

    assert stolen.get("/p/wallet")["Location"].startswith(ASK)


def test_it_ends_after_thirty_days(signed_in: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    later = clock.now() + timedelta(days=30)
    monkeypatch.setattr(clock, "now", lambda: later)
    monkeypatch.setattr(clock, "now_ms", lambda: clock.to_ms(later))

    assert signed_in.get("/p/wallet")["Location"].startswith(ASK)


def test_forms_of_other_sites_are_refused(signed_in: Client) -> None:
    for headers in ({"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}):
        given: dict[str, Any] = {"headers": headers}
        assert signed_in.post("/p/wallet/sign-out", {}, **given).status_code == 403

    assert signed_in.get("/p/wallet").status_code == 200


@pytest.mark.parametrize(
    "goal", ["//evil.example", "https://evil.example", "/p/\\evil", "/people", "/p/wallet/sign-in"]
)
def test_the_sign_in_leads_to_own_pages_only(signed_in: Client, goal: str) -> None:
    assert signed_in.get(ASK, {"to": goal})["Location"] == "/p/wallet"


def test_a_link_of_somebody_else_changes_nothing(signed_in: Client, log_events: Any, carry_on: Any) -> None:
    from polku.know.people.consent import links
    from polku.know.people.find import by_identity

    log_events({"type": "identify", "userId": "emile", "traits": {"email": "emile@shop.example"}})
    carry_on()
    emile = by_identity("user_id", "emile")
    assert emile is not None

    answer = signed_in.get("/p/wallet/of/" + links.wallet_url(emile.id).rpartition("/")[2])

    assert answer["Location"] == "/p/wallet?other=1"
    assert "made for somebody else" in signed_in.get(answer["Location"]).text
    assert LINK not in signed_in.cookies


def test_a_link_that_was_cut_off_says_so(team: object, outside: Client) -> None:
    assert outside.get("/p/wallet/of/abc.def").status_code == 404
