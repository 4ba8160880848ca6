"""LINE accounts by program: tried before they are kept, changed, stopped, ended."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from polku.know.teams.models import Member, Team, create_api_key
from polku.say.channels.line import tokens
from polku.say.channels.line.models import LineAccount
from tests.doors.web.line.conftest import SECRET, Office
from tests.say.channels.line.rogue import RogueLine, Say


@pytest.fixture
def office() -> Iterator[Office]:
    line, office = RogueLine(), Office()
    line.fault = office
    office.base = line.base
    yield office
    line.stop()
    tokens._kept.clear()


@pytest.fixture
def call(db: None) -> Any:
    Team.objects.create(name="Kahvila")
    owner = Member.objects.create_user("aino@kahvila.example", "kahvia-kiitos")
    _row, key = create_api_key("Till", by=owner, scopes=["channels.edit"])

    def call(method: str, path: str, body: object = None) -> Any:
        given = {"data": body, "content_type": "application/json"} if body is not None else {}
        return getattr(Client(), method)(f"/api{path}", headers={"Authorization": f"Bearer {key}"}, **given)

    return call


@pytest.fixture
def entered(office: Office) -> dict[str, Any]:
    return {
        "name": "kahvila",
        "title": "Kahvila",
        "channel_id": "1650000000",
        "secret": SECRET,
        "api_base": office.base,
        "data_api_base": office.base,
        "plan": "jp_light",
    }


def test_an_account_is_connected_and_its_webhook_set(call: Any, office: Office, entered: dict[str, Any]) -> None:
    answer = call("post", "/channels", entered | {"set_webhook": True})

    made = answer.json()
    assert answer.status_code == 201
    assert (made["name"], made["state"], made["basic_id"], made["quota"]) == (
        "line:kahvila",
        "active",
        "@123abcde",
        200,
    )
    assert made["webhook_is_set"]
    assert office.webhook["endpoint"] == made["webhook_url"]
    assert SECRET not in answer.text
    assert call("get", "/channels").json() == {"channels": [made]}
    assert call("get", "/channels/line:kahvila").json() == made


def test_what_line_refuses_is_not_kept_unless_one_insists(call: Any, office: Office, entered: dict[str, Any]) -> None:
    office.said["/oauth2/v3/token"] = Say(400, {"error": "invalid_client"})

    refused = call("post", "/channels", entered)

    assert (refused.status_code, refused.json()["error"]["code"]) == (422, "not_accepted")
    assert not LineAccount.objects.exists()
    assert call("post", "/channels", entered | {"check": False}).status_code == 201


@pytest.mark.parametrize(
    ("field", "value"),
    [("name", "No!"), ("channel_id", "x"), ("secret", ""), ("api_base", "http://169.254.169.254"), ("plan", "none")],
)
def test_what_cannot_be_kept_is_told_at_its_field(call: Any, entered: dict[str, Any], field: str, value: str) -> None:
    answer = call("post", "/channels", entered | {field: value})

    assert (answer.status_code, answer.json()["error"]["field"]) == (422, field)


def test_it_is_changed_stopped_and_ended(call: Any, entered: dict[str, Any]) -> None:
    call("post", "/channels", entered)

    changed = call("patch", "/channels/kahvila", {"title": "Other", "secret": "n" * 32, "is_stopped": True}).json()
    resumed = call("patch", "/channels/kahvila", {"is_stopped": False}).json()
    ended = call("delete", "/channels/kahvila").json()

    assert (changed["title"], changed["state"], resumed["state"], ended["state"]) == (
        "Other", "stopped", "active", "ended",
    )  # fmt: skip
    assert LineAccount.objects.get().old_secret_until is not None
    assert call("get", "/channels/kahvila").status_code == 404


@pytest.mark.parametrize("field", ["check", "set_webhook"])
@pytest.mark.parametrize("said", [0, "yes"])
def test_zero_and_yes_are_no_yes_and_no(call: Any, entered: dict[str, Any], field: str, said: object) -> None:
    assert call("post", "/channels", entered | {field: said}).status_code == 422
    assert not LineAccount.objects.exists()
