"""A LINE of our own that answers what the settings ask, and a connected account."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client

from polku.say.channels.line import tokens
from polku.say.channels.line.models import LineAccount
from tests.say.channels.line.rogue import Asked, RogueLine, Say

INFO = {
    "userId": "Ubot",
    "basicId": "@123abcde",
    "displayName": "カフェ Kahvila",
    "chatMode": "bot",
    "markAsReadMode": "auto",
}
SECRET = "s" * 32


class Office:
    """What this LINE says, by path; what it was told."""

    def __init__(self) -> None:
        self.webhook: dict[str, Any] = {"endpoint": "", "active": False}
        self.said: dict[str, Say] = {}
        self.quota: dict[str, Any] = {"type": "limited", "value": 200}
        self.used = 20
        self.base = ""
        self.test: dict[str, Any] = {"success": True, "reason": "OK", "detail": "200", "statusCode": 200}

    def __call__(self, asked: Asked) -> Say | None:
        path = asked.path.partition("?")[0]
        if path in self.said:
            return self.said[path]
        if (asked.method, path) == ("PUT", "/v2/bot/channel/webhook/endpoint"):
            self.webhook = {"endpoint": json.loads(asked.body)["endpoint"], "active": True}
            return Say(200, {})
        answers: dict[str, Any] = {
            "/v2/bot/info": INFO,
            "/v2/bot/message/quota": self.quota,
            "/v2/bot/message/quota/consumption": {"totalUsage": self.used},
            "/v2/bot/channel/webhook/endpoint": self.webhook,
            "/v2/bot/channel/webhook/test": self.test,
        }
        return Say(200, answers[path]) if path in answers else None


@pytest.fixture
def rogue() -> Iterator[RogueLine]:
    made = RogueLine()
    yield made
    made.stop()
    tokens._kept.clear()


@pytest.fixture
def office(rogue: RogueLine) -> Office:
    office = Office()
    rogue.fault = office
    return office


@pytest.fixture
def entered(rogue: RogueLine) -> dict[str, str]:
    """What Aino types."""
    return {
        "title": "Kahvila",
        "channel_id": "1650000000",
        "secret": SECRET,
        "token_kind": "stateless",
        "api_base": rogue.base,
        "data_api_base": rogue.data_base,
    }


@pytest.fixture
def connect(web: Client, office: Office, entered: dict[str, str]) -> Callable[..., LineAccount]:
    def connect(title: str = "Kahvila") -> LineAccount:
        answer = web.post("/settings/channels/connect/line", entered | {"title": title})
        assert answer.status_code == 302, answer.text
        return LineAccount.objects.order_by("-pk")[0]

    return connect


@pytest.fixture
def account(connect: Callable[..., LineAccount]) -> LineAccount:
    return connect()
