"""Aino's webhooks, receivers on this machine, and a sender that is carried on by hand."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime
from typing import Any

import pytest

from polku.act.webhooks import write
from polku.act.webhooks.loop import Sender
from polku.act.webhooks.models import Webhook
from polku.kit import clock
from polku.know.teams.models import Member
from tests.act.webhooks.receiver import Receiver, receiver


@pytest.fixture
def aino(db: None) -> Member:
    return Member.objects.create_user("aino@kahvila.example", "secret", name="Aino")


@pytest.fixture
def inside(settings: Any) -> None:
    """Receivers on this machine may be reached."""
    settings.ALLOW_PRIVATE_ADDRESSES = True


@pytest.fixture
def listening() -> Iterator[Callable[..., Receiver]]:
    """`listening(wait_s=…, answers=[…])`: a receiver, until the test is over."""
    with ExitStack() as stack:
        yield lambda **given: stack.enter_context(receiver(**given))


@pytest.fixture
def webhook(inside: None, aino: Member) -> Callable[..., tuple[Webhook, str]]:
    def make(to: Receiver, *events: str, name: str = "Stock") -> tuple[Webhook, str]:
        return write.make(name, url=to.url, events=events or ("*",), by=aino)

    return make


@pytest.fixture
def sender() -> Iterator[Sender]:
    sender = Sender()
    yield sender
    sender.end()


@pytest.fixture
def send(sender: Sender) -> Callable[..., None]:
    """Carry on until nothing is on its way any more and nothing is due at `now`."""

    def run(now: datetime | None = None, *, patience_s: float = 20.0) -> None:
        until = clock.monotonic() + patience_s
        while sender.tick(now or clock.now()):
            assert clock.monotonic() < until, "the sender does not come to an end"

    return run
