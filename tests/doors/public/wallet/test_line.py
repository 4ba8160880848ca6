"""Signing in by LINE, against the lab's LINE: nothing is typed, and strangers are told what to do."""

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client

from polku.kit import seal
from polku.lab.liff.id_token import id_token
from polku.say.channels.line.linking.models import LineLogin
from polku.say.channels.line.models import LineAccount
from tests.doors.public.line_lab import LineLab, serving

pytestmark = pytest.mark.django_db(transaction=True)
HANA, NEW = 4, 25  # a friend in the lab, and somebody who is none


@pytest.fixture(scope="module")
def lab() -> Iterator[LineLab]:
    with serving() as lab:
        yield lab


@pytest.fixture
def account(team: object, lab: LineLab) -> LineAccount:
    secret = seal.shut(lab.account.login_secret, key=settings.SECRET_KEY)
    row = LineAccount.objects.create(
        name="kahvila", title="Kahvila", channel_id=lab.account.channel_id, basic_id=lab.account.basic_id,
        sealed_secret=seal.shut(lab.account.secret, key=settings.SECRET_KEY), api_base=lab.url, data_api_base=lab.url,
    )  # fmt: skip
    LineLogin.objects.create(
        account=row, channel_id=lab.account.login_channel_id, sealed_secret=secret, login_base=lab.url
    )
    return row


def log_in(outside: Client, lab: LineLab, *, number: int = HANA) -> str:
    there = outside.get("/p/wallet/line/kahvila?to=/p/wallet/settings")["Location"]
    brought = lab.agree(there, number=number)
    answer = outside.get("/p/line/kahvila/back", brought)
    assert outside.get("/p/line/kahvila/back", brought).status_code == 403  # once
    return str(answer.get("Location", answer.status_code))


def test_whoever_line_knows_is_signed_in(
    outside: Client, lab: LineLab, account: LineAccount, log_events: Callable[..., None], carry_on: Callable[[], None]
) -> None:
    log_events({"type": "identify", "identity": ["line", lab.account.ids.of(HANA)], "traits": {"name": "Hana"}})
    carry_on()

    assert urlsplit(log_in(outside, lab)).path == "/p/wallet/settings"
    assert "Hana" in outside.get("/p/wallet").text


def test_a_stranger_is_signed_in_as_nobody(outside: Client, lab: LineLab, account: LineAccount) -> None:
    assert log_in(outside, lab) == "404"
    assert outside.get("/p/wallet").status_code == 302


def test_whoever_becomes_a_friend_there_is_let_in_a_moment_later(
    outside: Client, lab: LineLab, account: LineAccount, carry_on: Callable[[], None]
) -> None:
    there = outside.get("/p/wallet/line/kahvila?to=/p/wallet/settings")["Location"]
    answer = outside.get("/p/line/kahvila/back", lab.agree(there, number=NEW, friend=True))

    assert (answer.status_code, "Now we are friends" in answer.text) == (200, True)
    assert "/p/wallet/line/kahvila?to=%2Fp%2Fwallet%2Fsettings" in answer.text
    carry_on()
    assert urlsplit(log_in(outside, lab, number=NEW)).path == "/p/wallet/settings"


def bring(outside: Client, token: str) -> str:
    """As the page within LINE does."""
    answer = outside.post("/p/wallet/line/kahvila/liff", {"id_token": token, "to": "/p/wallet/history"})
    return str(answer.get("Location", answer.status_code))


def test_within_line_a_token_is_enough(
    outside: Client, lab: LineLab, account: LineAccount, log_events: Callable[..., None], carry_on: Callable[[], None]
) -> None:
    log_events({"type": "identify", "identity": ["line", lab.account.ids.of(HANA)], "traits": {"name": "Hana"}})
    carry_on()
    shown = outside.get("/p/wallet/line/kahvila/liff?liff=1655000000-abcdefgh")
    assert (f"{lab.url}/liff/sdk.js" in shown.text, lab.url in shown["Content-Security-Policy"]) == (True, True)
    token = id_token(lab.world, lab.account, HANA)

    for forged in ("", "x.y.z", token[:-8] + "AAAAAAAA", token + "é"):
        assert (bring(outside, forged), outside.get("/p/wallet").status_code) == ("403", 302)

    assert bring(outside, token) == "/p/wallet/history"
    assert "Hana" in outside.get("/p/wallet").text


def test_without_an_app_line_login_is_asked(outside: Client, account: LineAccount) -> None:
    for app in ("", "x", "1-<script>"):
        answer = outside.get("/p/wallet/line/kahvila/liff", {"liff": app})
        assert answer["Location"] == "/p/wallet/line/kahvila"
