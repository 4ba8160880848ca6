"""Coming in by the company's own sign-in, against a real provider on this machine."""

import json
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from polku.kit import clock
from polku.know.teams.access.models import OpenIdName, OpenIdProvider, SignIn
from polku.know.teams.access.openid import discovery
from polku.know.teams.access.openid import provider as house
from polku.know.teams.models import Member
from tests import openid_provider
from tests.openid_provider import CLIENT, EC, OTHER_RSA, SECRET, Provider

BACK = "/sign-in/company/back"


@pytest.fixture
def provider(aino: Member, settings) -> Iterator[Provider]:
    """The company's provider, set up by Aino; people of kahvila.example join as viewers."""
    settings.ALLOW_PRIVATE_ADDRESSES = True
    discovery.forget()
    with openid_provider.serving() as served:
        house.keep(
            name="Kahvila", issuer=served.issuer, client_id=CLIENT, secret=SECRET,
            domains=["kahvila.example"], role="viewer", by=aino,
        )  # fmt: skip
        yield served


def come(browser: Client, provider: Provider, *, target: str = "/people", **bent: str) -> object:
    """There and back again."""
    there = browser.get("/sign-in/company", {"next": target})
    return browser.get(BACK, provider.authorize(there["Location"]) | bent)


def who(browser: Client) -> str:
    answer = browser.get("/account")
    return answer.context["user"].email if answer.status_code == 200 else ""


def test_a_member_comes_in_and_to_the_page_that_was_asked_for(client: Client, provider: Provider) -> None:
    answer = come(client, provider)

    assert (answer.status_code, answer["Location"]) == (302, "/people")
    assert who(client) == "aino@kahvila.example"
    assert SignIn.objects.latest("pk").how == "openid"


def test_the_button_stands_on_the_sign_in_page(client: Client, provider: Provider) -> None:
    assert "Continue with Kahvila" in client.get("/sign-in", {"next": "/people"}).text


def test_what_is_asked_of_the_provider_is_what_the_standard_asks_for(client: Client, provider: Provider) -> None:
    asked = parse_qs(urlsplit(client.get("/sign-in/company")["Location"]).query)

    assert asked["scope"] == ["openid email profile"]
    assert asked["redirect_uri"] == ["http://127.0.0.1:8600/sign-in/company/back"]
    assert all(len(asked[name][0]) >= 43 for name in ("state", "nonce", "code_challenge"))


def test_providers_that_want_the_secret_in_the_form_get_it_there(client: Client, provider: Provider) -> None:
    provider.describes = {"token_endpoint_auth_methods_supported": ["client_secret_post"]}
    come(client, provider)

    assert who(client) == "aino@kahvila.example"
    assert provider.seen[0]["client_secret"] == SECRET


def test_tokens_signed_with_elliptic_curves_are_understood(client: Client, provider: Provider) -> None:
    provider.signs = lambda claims: provider.signed(claims, key=EC, algorithm="ES256", kid="ec")
    come(client, provider)

    assert who(client) == "aino@kahvila.example"


def unsigned(claims: dict[str, object]) -> str:
    parts = [json.dumps(part).encode() for part in ({"alg": "none", "typ": "JWT"}, claims)]
    return ".".join(urlsafe_b64encode(part).decode().rstrip("=") for part in parts) + "."


def bend_signature(provider: Provider, how: str) -> None:
    public = provider.keys()["keys"][0]["n"]
    forgers: dict[str, Callable[[dict[str, object]], str]] = {
        "alg none": unsigned,
        "another key of the same name": lambda claims: provider.signed(claims, key=OTHER_RSA),
        "an unknown key": lambda claims: provider.signed(claims, key=OTHER_RSA, kid="new"),
        "our secret as key": lambda claims: provider.signed(claims, key=SECRET.ljust(32), algorithm="HS256"),
        "the public key as secret": lambda claims: provider.signed(claims, key=public, algorithm="HS256"),
        "a key of another family": lambda claims: provider.signed(claims, key=EC, algorithm="ES256", kid="rsa"),
        "nonsense": lambda _claims: "not.a.token",
    }
    provider.signs = forgers[how]


@pytest.mark.parametrize(
    "how",
    [
        "alg none", "another key of the same name", "an unknown key", "our secret as key", "the public key as secret",
        "a key of another family", "nonsense",
    ],
)  # fmt: skip
def test_a_token_that_the_provider_has_not_signed_proves_nothing(client: Client, provider: Provider, how: str) -> None:
    bend_signature(provider, how)
    answer = come(client, provider)

    assert answer.status_code == 403
    assert "did not prove who you are" in answer.text
    assert who(client) == ""


@pytest.mark.parametrize(
    "says",
    [
        {"nonce": "another"}, {"nonce": None}, {"aud": "another client"}, {"aud": ["another client"]},
        {"aud": [CLIENT, "another client"], "azp": "another client"}, {"iss": "https://another.example"},
        {"exp": 1_000_000_000}, {"exp": "soon"}, {"iat": 1_000_000_000}, {"iat": 9_999_999_999},
        {"nbf": 9_999_999_999}, {"sub": ""}, {"sub": "x" * 256}, {"sub": "a\0b"},
    ],
    ids=str,
)  # fmt: skip
def test_a_token_for_another_time_place_or_sign_in_proves_nothing(
    client: Client, provider: Provider, says: dict[str, object]
) -> None:
    provider.says = says
    answer = come(client, provider)

    assert answer.status_code == 403
    assert who(client) == ""


@pytest.mark.parametrize("missing", ["iss", "sub", "aud", "exp", "iat", "nonce"])
def test_a_token_that_leaves_out_what_matters_proves_nothing(client: Client, provider: Provider, missing: str) -> None:
    provider.leaves_out = {missing}

    assert come(client, provider).status_code == 403
    assert who(client) == ""


def test_clocks_may_differ_by_a_minute(client: Client, provider: Provider, noon: datetime) -> None:
    provider.says = {"exp": noon.timestamp() - 59, "iat": noon.timestamp() + 59}
    come(client, provider)

    assert who(client) == "aino@kahvila.example"


@pytest.mark.parametrize("says", [{"email_verified": False}, {"email_verified": None}, {"email": None}, {"email": "x"}])
def test_an_address_that_the_provider_does_not_vouch_for_opens_nothing(
    client: Client, provider: Provider, says: dict[str, object]
) -> None:
    provider.says = says
    answer = come(client, provider)

    assert "does not vouch for your e-mail address" in answer.text
    assert who(client) == ""


def test_what_entra_says_instead_is_understood(client: Client, provider: Provider) -> None:
    provider.says, provider.leaves_out = {"xms_edov": True}, {"email_verified"}
    come(client, provider)

    assert who(client) == "aino@kahvila.example"


def test_an_answer_that_was_not_asked_for_in_this_browser_is_refused(client: Client, provider: Provider) -> None:
    victim = Client()
    stolen = provider.authorize(client.get("/sign-in/company")["Location"])
    victim.get("/sign-in/company")

    answer = victim.get(BACK, stolen)

    assert "was not begun in this browser" in answer.text
    assert (who(victim), provider.seen) == ("", [])
    assert Client().get(BACK, stolen).status_code == 403


def test_an_answer_is_taken_once_and_within_ten_minutes(client: Client, provider: Provider, noon: datetime) -> None:
    first = provider.authorize(client.get("/sign-in/company")["Location"])
    client.get(BACK, first)
    client.post("/sign-out")
    late = provider.authorize(client.get("/sign-in/company")["Location"])

    assert client.get(BACK, first).status_code == 403
    with clock.fixed(noon + timedelta(minutes=10)):
        assert client.get(BACK, late).status_code == 403
    assert who(client) == ""


def test_a_provider_that_says_no_is_heard(client: Client, provider: Provider) -> None:
    there = parse_qs(urlsplit(client.get("/sign-in/company")["Location"]).query)
    answer = client.get(BACK, {"state": there["state"][0], "error": "access_denied", "error_description": "<b>no</b>"})

    assert "has turned you away" in answer.text
    assert "<b>no</b>" not in answer.text


@pytest.mark.parametrize("answers", [(400, b'{"error": "invalid_grant"}'), (200, b"{}"), (200, b"<html>"), (500, b"")])
def test_a_provider_that_answers_strangely_gives_a_sentence(
    client: Client, provider: Provider, answers: tuple[int, bytes]
) -> None:
    provider.answers = answers

    assert "gave an answer that polku does not understand" in come(client, provider).text


def test_a_provider_that_does_not_answer_gives_a_sentence(client: Client, provider: Provider) -> None:
    OpenIdProvider.objects.update(issuer="http://127.0.0.1:9")

    assert "does not answer" in client.get("/sign-in/company").text


def test_a_provider_that_hangs_is_not_asked_again_by_everybody(
    client: Client, provider: Provider, noon: datetime
) -> None:
    provider.describes = {"issuer": "https://login.example"}
    first = client.get("/sign-in/company").status_code
    provider.describes = {}

    assert (first, client.get("/sign-in/company").status_code) == (403, 403)
    with clock.fixed(noon + timedelta(seconds=15)):
        assert client.get("/sign-in/company").status_code == 302


def test_who_begins_again_and_again_must_wait(client: Client, provider: Provider, noon: datetime) -> None:
    answers = [client.get("/sign-in/company").status_code for _ in range(32)]

    assert answers == [302] * 30 + [429] * 2


def test_one_provider_cannot_speak_for_another(client: Client, provider: Provider) -> None:
    provider.describes = {"issuer": "https://login.example"}

    assert client.get("/sign-in/company").status_code == 403


def test_people_of_the_company_join_in_the_role_that_was_chosen(client: Client, provider: Provider) -> None:
    provider.says = {"sub": "chen-3", "email": "Chen@Kahvila.example", "name": "Chen"}
    come(client, provider)

    chen = Member.objects.get(email="chen@kahvila.example")
    assert (who(client), chen.role, chen.name, chen.has_usable_password()) == (chen.email, "viewer", "Chen", False)


@pytest.mark.parametrize(
    "email", ["eve@elsewhere.example", "eve@kahvila.example.evil.example", "eve@sub.kahvila.example"]
)
def test_others_do_not(client: Client, provider: Provider, email: str) -> None:
    provider.says = {"sub": "eve", "email": email}
    answer = come(client, provider)

    assert "You are not a member of this team yet." in answer.text
    assert Member.objects.count() == 1


def test_who_chose_the_role_must_still_be_able_to_give_it(client: Client, provider: Provider, aino: Member) -> None:
    Member.objects.filter(pk=aino.pk).update(role="viewer")
    provider.says = {"sub": "chen-3", "email": "chen@kahvila.example"}

    assert come(client, provider).status_code == 403


def test_a_member_stays_known_when_the_address_changes_hands(client: Client, provider: Provider, aino: Member) -> None:
    come(client, provider)
    bo = Member.objects.create_user("bo@kahvila.example", "teeta-kiitos-bo", role="editor")
    client.post("/sign-out")
    provider.says = {"email": bo.email}
    come(client, provider)

    assert who(client) == aino.email
    assert OpenIdName.objects.get().member == aino


def test_a_disabled_member_does_not_come_in(client: Client, provider: Provider, aino: Member) -> None:
    Member.objects.filter(pk=aino.pk).update(is_active=False)

    assert come(client, provider).status_code == 403


def test_a_second_step_that_was_set_up_here_is_asked_for(client: Client, provider: Provider, factor: list[str]) -> None:
    assert come(client, provider)["Location"] == "/sign-in/second"
    assert client.post("/sign-in/second", {"code": factor[0]})["Location"] == "/people"


def test_who_comes_by_the_company_need_not_set_up_a_second_step(client: Client, provider: Provider) -> None:
    from polku.know.teams.models import Team

    Team.objects.update(needs_second_factor=True)
    come(client, provider)

    assert client.get("/people").status_code == 200


def test_the_way_back_leads_to_no_other_house(client: Client, provider: Provider) -> None:
    assert come(client, provider, target="https://elsewhere.example/")["Location"] == "/"
