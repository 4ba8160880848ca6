"""Mail servers, and polku set up to use them."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from polku.kit import clock
from polku.say.channels.email.models import EmailServer
from polku.say.channels.email.settings import keep
from tests.say.channels.email.office import Office, Server
from tests.say.outbox.conftest import person

__all__ = ["person"]


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.fixture
def serve() -> Iterator[Callable[..., int]]:
    """`serve(office, tls=…, …)`: starts a mail server; gives its port."""
    started: list[Server] = []

    def start(office: Office, **options: Any) -> int:
        server = Server(office, **options)
        started.append(server)
        return server.port

    yield start
    for server in started:
        server.stop()


@pytest.fixture
def set_up(db: None) -> Callable[..., EmailServer]:
    """`set_up(port, security="tls", …)`: the settings page, without the page."""

    def run(port: int, *, password: str | None = None, **values: Any) -> EmailServer:
        usual = {
            "host": "127.0.0.1",
            "port": port,
            "security": "none",
            "from_name": "Kahvila",
            "from_address": "aino@kahvila.example",
        }
        return keep(usual | values, password=password, by=None, now=clock.now())

    return run
