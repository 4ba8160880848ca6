"""A caller with a key."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from polku.know.teams.models import Member, create_api_key
from tests.say.channels.email.conftest import office, serve, set_up  # noqa: F401 fixtures: a mail server


@pytest.fixture
def aino(db: None) -> Member:
    return Member.objects.create_user("aino@kahvila.example", "secret", name="Aino")


@pytest.fixture
def api_key(aino: Member) -> str:
    return create_api_key("Shop", by=aino)[1]


@pytest.fixture
def get(client: Client, api_key: str) -> Callable[..., Any]:
    """`get("people?limit=2")`: the answer's JSON, or (status, JSON) where it is no 200."""

    def run(path: str) -> Any:
        return _plain(client.get(f"/api/{path}", headers={"Authorization": f"Bearer {api_key}"}))

    return run


@pytest.fixture
def post(client: Client, api_key: str) -> Callable[..., Any]:
    def run(path: str, body: Any = None) -> Any:
        given = body if isinstance(body, bytes | str) else body or {}
        bearer = {"Authorization": f"Bearer {api_key}"}
        return _plain(client.post(f"/api/{path}", data=given, content_type="application/json", headers=bearer))

    return run


@pytest.fixture
def send(client: Client, api_key: str) -> Callable[..., Any]:
    """`send("patch", "segments/3", {"name": "VIP"})`: any other verb."""

    def run(verb: str, path: str, body: Any = None) -> Any:
        bearer = {"Authorization": f"Bearer {api_key}"}
        return _plain(
            client.generic(verb.upper(), f"/api/{path}", json.dumps(body or {}), "application/json", headers=bearer)
        )

    return run


def _plain(response: Any) -> Any:
    if response.status_code == 204:
        return None
    return response.json() if response.status_code < 300 else (response.status_code, response.json()["error"])
