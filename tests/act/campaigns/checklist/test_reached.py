"""Pages that links lead to are asked for when somebody wants to know: a real server answers."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from polku.act.campaigns.checklist import reached
from polku.act.campaigns.checklist.reached import look_at


class Answering(BaseHTTPRequestHandler):
    """/to/404: a redirect to /404 · /403: what it says · /slow: never ends · else 200."""

    def do_GET(self) -> None:
        if self.path == "/slow":
            threading.Event().wait(0.5)
        status = 302 if self.path.startswith("/to/") else int(self.path[1:]) if self.path[1:].isdecimal() else 200
        self.send_response(status)
        if status == 302:
            self.send_header("Location", self.path.removeprefix("/to"))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_anything: Any) -> None:
        """Quiet."""


@pytest.fixture
def base(settings: Any) -> Iterator[str]:
    settings.ALLOW_PRIVATE_ADDRESSES = True
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_each_distinct_address_is_asked_for_once(base: str, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reached, "TIMEOUT_S", 0.2)
    asked = [f"{base}{path}" for path in ("/", "/to/ok", "/to/404", "/403", "/slow", "/")]

    found = look_at([*asked, f"{settings.BASE_URL}/p/x", "http://127.0.0.1:1/"])

    assert [one.address for one in found] == [*asked[:5], "http://127.0.0.1:1/"]
    assert [(one.trouble, one.is_sure) for one in found] == [
        ("", True),
        ("", True),
        ("There is no such page: it answers 404.", True),
        ("It does not answer programs (403). Follow it yourself.", False),
        ("The host took too long to answer.", True),
        ("Nobody answers at this address.", True),
    ]


def test_what_is_private_is_not_asked_for(settings: Any) -> None:
    settings.ALLOW_PRIVATE_ADDRESSES = False

    [found] = look_at(["http://127.0.0.1:8601/"])

    assert "private network" in found.trouble
