"""Whatever can be composed becomes what LINE takes: the lab holds it to LINE's own OpenAPI and to its limits."""

import msgspec
from hypothesis import HealthCheck, given, settings

from polku.lab.line.schema.requests import check_body
from polku.say.channels.line.content.native import tried
from polku.say.content.chat.read import chat_of, stored, to_store
from tests.say.channels.line.content.chats import CHATS, NAMES


@given(CHATS, NAMES)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_chat_is_taken_for_everybody(given_chat, name):
    chat = chat_of(given_chat)
    made, problems = tried(chat)
    facts = {"name": name, "short": name[:3], "orders": 3}

    assert problems == []
    for through_us in (None, lambda url: f"https://kahvila.example/p/l/{len(url)}"):
        messages = msgspec.json.decode(made.fill(facts, through_us=through_us).chat)
        faults = check_body("POST /v2/bot/message/push", {"to": "U" + "0" * 32, "messages": messages})
        assert faults.told() == [], messages
        assert faults.unknown == []
    assert stored(to_store(chat)) == chat
