"""A LINE account is connected: everything is tried at once, and what is wrong is said before anything is kept."""

import json

from django.test import Client

from polku.know.teams.models import Member, TrailEntry
from polku.say.channels.line.models import LineAccount
from polku.say.channels.line.setup.keys import public
from polku.say.channels.line.setup.models import LineLook
from tests.doors.web.line.conftest import SECRET, Office
from tests.say.channels.line.rogue import Say

NEW = "/settings/channels/connect/line"


def test_what_is_entered_is_tried_and_the_webhook_set_and_tested(
    web: Client, office: Office, entered: dict[str, str]
) -> None:
    answer = web.post(NEW, entered, follow=True)

    account = LineAccount.objects.get()
    look = LineLook.objects.get()
    assert (account.name, account.basic_id, account.bot_user_id) == ("kahvila", "@123abcde", "Ubot")
    assert office.webhook["endpoint"].endswith("/hook/line/kahvila")
    assert (look.tested, look.trouble, look.webhook_url) == ("OK", "", office.webhook["endpoint"])
    assert [str(one) for one in answer.context["messages"]] == ["Connected: カフェ Kahvila."]
    assert SECRET not in answer.text
    assert SECRET not in str(list(TrailEntry.objects.values_list("after", flat=True)))


def test_a_secret_that_line_refuses_is_told_and_nothing_kept(
    web: Client, office: Office, entered: dict[str, str]
) -> None:
    office.said["/oauth2/v3/token"] = Say(
        400, {"error": "invalid_client", "error_description": "invalid client_secret"}
    )

    answer = web.post(NEW, entered)

    assert answer.status_code == 422
    assert "LINE does not accept this channel’s id, secret or token" in answer.text
    assert "invalid client_secret" in answer.text
    assert not LineAccount.objects.exists()
    assert web.post(NEW, entered | {"anyway": "yes"}).status_code == 302
    assert "LINE does not accept" in web.get("/settings/channels/line/kahvila").text


def test_where_line_delivers_to_somebody_else_the_page_asks_first(
    web: Client, office: Office, entered: dict[str, str]
) -> None:
    office.webhook = {"endpoint": "https://other.example/hook", "active": True}

    page = web.post(NEW, entered, follow=True)

    assert "LINE delivers to https://other.example/hook, not to this polku." in page.text
    assert office.webhook["endpoint"] == "https://other.example/hook"
    web.post("/settings/channels/line/kahvila/webhook")
    assert office.webhook["endpoint"].endswith("/hook/line/kahvila")
    assert "not to this polku" not in web.get("/settings/channels/line/kahvila").text


def test_problems_stand_at_their_fields(web: Client, office: Office, entered: dict[str, str]) -> None:
    answer = web.post(NEW, {"title": "Kahvila", "channel_id": "x", "token_kind": "long_lived", "name": "Not a name"})

    assert sorted(answer.context["form"].errors) == ["secret", "token"]
    again = web.post(NEW, entered | {"name": "Not a name", "anyway": "yes"})
    assert sorted(again.context["form"].errors) == ["name"]


def test_a_key_pair_is_made_and_only_its_public_half_leaves(
    web: Client, office: Office, entered: dict[str, str]
) -> None:
    office.said["/oauth2/v2.1/token"] = Say(200, {"access_token": "t", "expires_in": 2592000, "key_id": "k"})
    page = web.post(NEW, entered | {"token_kind": "v2.1", "make": "pair"})
    pair = page.context["pair"]

    answer = web.post(NEW, entered | {"token_kind": "v2.1", "key": pair["private"], "key_id": "kid-1"})

    assert (page.status_code, answer.status_code) == (200, 302)
    assert json.loads(pair["public"]) == json.loads(public(pair["private"]))
    account = LineAccount.objects.get()
    assert (account.token_kind, account.key_id, account.token_until is not None) == ("v2.1", "kid-1", True)
    assert pair["private"] not in web.get("/settings/channels/line/kahvila/access").text


def test_several_accounts_have_names_of_their_own(connect: object) -> None:
    names = [connect(title).name for title in ("Kahvila", "Kahvila", "カフェ", "24 hours")]  # type: ignore[operator]

    assert names == ["kahvila", "kahvila_2", "line", "line_2"]


def test_an_editor_has_no_line_settings(client: Client, account: LineAccount) -> None:
    client.force_login(Member.objects.create_user("bo@kahvila.example", "secret", role="editor"))

    for page in (NEW, "/settings/channels/line", "/settings/channels/line/kahvila"):
        assert client.get(page).status_code == 403
