"""Accounts are made, changed, stopped, resumed and ended; each is in the trail, secrets never."""

import json
from datetime import timedelta

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import settings

from polku.kit import clock, seal
from polku.know.teams.models import TrailEntry
from polku.say.channels.line import accounts, tokens
from polku.say.channels.line.models import LineAccount
from polku.say.channels.line.way import Way
from polku.say.channels.line.wrong import Wrong

pytestmark = pytest.mark.django_db
VALUES = {"title": "Kahvila", "channel_id": "1650000000"}
SECRET = "s" * 32


def made(name="kahvila", key="", **values):
    return accounts.make(name, {**VALUES, **values}, secret=SECRET, key=key, by=None)


def test_an_account_is_made_and_the_trail_tells_without_secrets():
    account = made()

    assert seal.opened(account.sealed_secret, key=settings.SECRET_KEY) == SECRET
    entry = TrailEntry.objects.get()
    assert (entry.action, entry.kind, entry.number) == ("line.made", "line", str(account.pk))
    assert SECRET not in json.dumps([entry.before, entry.after])


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("name", {"name": "Kahvila!"}),
        ("title", {"title": " "}),
        ("channel_id", {"channel_id": "x"}),
        ("api_base", {"api_base": "ftp://x.example"}),
        ("api_base", {"api_base": "http://api.example"}),
        ("api_base", {"api_base": "http://10.0.0.1:8700"}),
        ("api_base", {"api_base": "http://127.0.0.1:25"}),
        ("data_api_base", {"data_api_base": "http://[fe80::1]:8700"}),
        ("token_kind", {"token_kind": "x"}),
        ("key", {"token_kind": "long_lived"}),
        ("key_id", {"token_kind": "v2.1", "key": "{}"}),
        ("key", {"token_kind": "v2.1", "key": "{}", "key_id": "k"}),
        ("plan", {"plan": "x"}),
    ],
)
def test_what_cannot_be_kept_is_told_at_its_field(field, values):
    with pytest.raises(Wrong) as problem:
        made(**values)

    assert problem.value.field == field


def test_a_name_is_given_once_for_good():
    accounts.end(made(), by=None)

    with pytest.raises(Wrong) as problem:
        made()

    assert problem.value.field == "name"


@pytest.mark.parametrize("base", ["http://127.0.0.1:8700", "http://localhost:8700", "http://[::1]:8700"])
def test_a_stand_in_on_this_machine_may_be_named(base):
    assert Way.of(made(api_base=base)).allows_private()


def test_the_old_secret_is_good_for_a_day(noon):
    account = accounts.change_secret(made(), "n" * 32, by=None)

    assert seal.opened(account.sealed_old_secret, key=settings.SECRET_KEY) == SECRET
    assert account.old_secret_until == noon + timedelta(days=1)
    assert account.changed_at == noon


def test_another_kind_of_token_needs_its_own_key():
    account = made(token_kind="long_lived", key="a token")

    with pytest.raises(Wrong) as problem:
        accounts.change(account, {"token_kind": "v2.1", "key_id": "k"}, by=None)

    assert problem.value.field == "key"


def test_stopping_resuming_and_ending_happen_once_and_are_told(noon):
    account = made()

    for act in (accounts.stop, accounts.stop, accounts.resume, accounts.resume, accounts.end, accounts.end):
        act(account, by=None)

    account.refresh_from_db()
    assert (account.stopped_at, account.ended_at) == (None, noon)
    assert [entry.action for entry in TrailEntry.objects.order_by("pk")] == [
        "line.made",
        "line.paused",
        "line.resumed",
        "line.ended",
    ]


def test_changing_settings_does_not_let_a_stopped_account_go_on():
    account = made()
    accounts.stop(account, by=None)

    accounts.change(account, {"title": "Kahvila 2"}, by=None)

    account.refresh_from_db()
    assert (account.title, account.stopped_why) == ("Kahvila 2", "line_stopped")


def test_an_assertion_is_signed_with_the_private_key_and_names_the_public_one():
    private = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    jwk = jwt.algorithms.RSAAlgorithm.to_jwk(private)
    account = made(token_kind="v2.1", key=jwk, key_id="kid 1")
    now_s = clock.now_ms() // 1000

    told = tokens.assertion(Way.of(account), now_s=now_s)

    assert jwt.get_unverified_header(told) == {"alg": "RS256", "typ": "JWT", "kid": "kid 1"}
    claims = jwt.decode(told, private.public_key(), algorithms=["RS256"], audience="https://api.line.me/")
    assert (claims["iss"], claims["sub"], claims["token_exp"]) == ("1650000000", "1650000000", 2_592_000)
    assert 0 < claims["exp"] - now_s <= 1_800


def test_a_token_of_thirty_days_is_kept_for_the_next_process(rogue, friend, account, ask, line, noon):
    from polku.say.channels.line.channel import accounts as channels
    from polku.say.outbox.loop import tick_channel

    private = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    jwk = jwt.algorithms.RSAAlgorithm.to_jwk(private)
    accounts.change(account, {"token_kind": "v2.1", "key_id": "k"}, key=jwk, by=None)
    (channel,) = channels()
    ask(friend("devi"))
    tick_channel(channel, now=noon)
    tokens._kept.clear()

    (channel,) = channels()
    ask(friend("emile"), cause="campaign:8")
    tick_channel(channel, now=noon)

    assert (rogue.tokens, rogue.got.total()) == (1, 2)
    assert LineAccount.objects.get().token_until == noon + timedelta(days=30)
