"""The page on which an owner sets up the company's own sign-in."""

from collections.abc import Iterator

import pytest
from django.test import Client

from polku.know.teams.access.models import OpenIdProvider
from polku.know.teams.access.openid import discovery
from polku.know.teams.models import Member, TrailEntry
from tests import openid_provider
from tests.openid_provider import Provider

PAGE, SAVE = "/settings/sign-in", "/settings/sign-in/company"


@pytest.fixture
def provider(settings) -> Iterator[Provider]:
    settings.ALLOW_PRIVATE_ADDRESSES = True
    discovery.forget()
    with openid_provider.serving() as served:
        yield served


def given(provider: Provider, **more: str) -> dict[str, str]:
    usual = {"name": "Kahvila", "issuer": provider.issuer, "client_id": "polku", "secret": "hush-hush"}
    return usual | {"domains": "", "role": "viewer"} | more


def test_it_is_kept_when_the_provider_answers_and_stands_on_the_sign_in_page(web: Client, provider: Provider) -> None:
    answer = web.post(SAVE, given(provider, domains="@Kahvila.example, kahvila.fi"))

    kept = OpenIdProvider.objects.get()
    assert answer.status_code == 302
    assert (kept.issuer, kept.domains, kept.role) == (provider.issuer, ["kahvila.example", "kahvila.fi"], "viewer")
    assert "Continue with Kahvila" in Client().get("/sign-in").text


def test_nobody_is_made_an_owner_by_a_choice_that_was_never_made(web: Client, provider: Provider) -> None:
    web.post(SAVE, given(provider, role="owner"))

    assert OpenIdProvider.objects.get().role == ""
    assert '<option value="viewer" selected>' in web.get(PAGE).text
    assert '<option value="owner" selected>' not in web.get(PAGE).text


def test_the_secret_is_sealed_and_never_shown(web: Client, provider: Provider) -> None:
    web.post(SAVE, given(provider))
    web.post(SAVE, given(provider, name="Kahvila Oy", secret=""))

    kept = OpenIdProvider.objects.get(ended_at=None)
    assert (kept.name, "hush" in kept.client_secret, len(kept.client_secret) > 50) == ("Kahvila Oy", False, True)
    assert "hush-hush" not in web.get(PAGE).text
    assert all("hush" not in str(entry.before) + str(entry.after) for entry in TrailEntry.objects.all())


def test_a_provider_that_does_not_answer_is_not_kept(web: Client, provider: Provider) -> None:
    answer = web.post(SAVE, given(provider, issuer="http://127.0.0.1:9"))

    assert answer.status_code == 422
    assert "This provider does not answer as OpenID Connect asks for." in answer.text
    assert 'value="http://127.0.0.1:9"' in answer.text
    assert OpenIdProvider.objects.count() == 0


def test_addresses_in_private_networks_are_refused(web: Client, provider: Provider, settings) -> None:
    settings.ALLOW_PRIVATE_ADDRESSES = False

    assert web.post(SAVE, given(provider)).status_code == 422
    assert OpenIdProvider.objects.count() == 0


@pytest.mark.parametrize("issuer", ["file:///etc/passwd", "javascript:alert(1)", "login", "http://user:pw@127.0.0.1/"])
def test_nonsense_is_no_issuer(web: Client, provider: Provider, issuer: str) -> None:
    assert web.post(SAVE, given(provider, issuer=issuer)).status_code == 422


def test_switching_it_off_takes_the_button_away(web: Client, provider: Provider) -> None:
    web.post(SAVE, given(provider))
    web.post(f"{SAVE}/end")

    assert "Continue with" not in Client().get("/sign-in").text
    assert Client().get("/sign-in/company")["Location"] == "/"


@pytest.mark.parametrize("role", ["manager", "editor", "viewer"])
def test_only_owners_come_here(client: Client, provider: Provider, team: object, role: str) -> None:
    client.force_login(Member.objects.create_user("bo@kahvila.example", "teeta-kiitos-bo", role=role))

    assert (client.get(PAGE).status_code, client.post(SAVE, given(provider)).status_code) == (403, 403)
    assert client.post("/settings/sign-in/second-factor", {"asked": "yes"}).status_code == 403
