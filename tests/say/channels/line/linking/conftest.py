"""Devi, a customer by number and mailbox, and somebody who writes on LINE: nobody knows yet that they are one."""

from collections.abc import Callable

import pytest

from polku.know.events.models import LogBatch
from polku.know.events.read import read_block
from polku.know.people.find import by_identity
from polku.know.people.models import Profile
from polku.know.teams.own_doors import source_of
from polku.say.channels.line.models import LineAccount

USER = "U" + "d" * 32
Tell, CarryOn = Callable[..., None], Callable[[], None]


@pytest.fixture
def account(db: None) -> LineAccount:
    return LineAccount.objects.create(name="kahvila", title="Kahvila", channel_id="1650000000", sealed_secret="s")


@pytest.fixture
def line_says(account: LineAccount, log_events: Tell, carry_on: CarryOn) -> Tell:
    """`line_says("Message Received", 1, text="Hi")`: as LINE's webhook brings it, and everybody has read it."""

    def tell(name: str, number: int, *, user: str = USER, at_ms: int | None = None, **said: object) -> None:
        event = {
            "type": "track",
            "event": name,
            "identity": ("line", user),
            "messageId": f"line:kahvila:{number}",
            "properties": {"channel": "line:kahvila", **said},
        }
        if at_ms is not None:
            event["timestamp"] = at_ms
        log_events(event, source=source_of("line", name="LINE"))
        carry_on()

    return tell


@pytest.fixture
def devi(account: LineAccount, line_says: Tell, log_events: Tell, carry_on: CarryOn) -> Profile:
    log_events({"type": "identify", "userId": "devi", "traits": {"name": "Devi", "email": "devi@shop.example"}})
    line_says("Message Received", 1, kind="text", text="Hello", message_id="1")
    return one("user_id", "devi")


def one(kind: str, value: str) -> Profile:
    found = by_identity(kind, value)
    assert found is not None
    return found


def told(name: str) -> list[dict[str, object]]:
    """The properties of all events of that name."""
    block = read_block(0, LogBatch.objects.latest("seq").seq)
    return [event.properties for event in block.events if event.name == name] if block else []
