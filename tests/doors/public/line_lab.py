"""The lab's LINE in a thread of the test, and what somebody does on its pages."""

import socket
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import uvicorn

from polku.lab.line.world import World
from polku.lab.serving import application
from tests.official_line import Heard

BEGAN_MS = 1_790_000_000_000


class _Stays(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_given: Any) -> None:
        return None


@dataclass
class LineLab:
    url: str
    world: World
    events: list[dict[str, Any]] = field(default_factory=list)  # what webhooks would bring

    @property
    def account(self) -> Any:
        return self.world.accounts[0]

    def agree(self, address: str, *, number: int, friend: bool = False, says: str = "1") -> dict[str, str]:
        """On LINE Login's page: what the browser brings back."""
        form = {"agrees": says, "number": str(number)} | ({"friend": "1"} if friend else {})
        request = urllib.request.Request(address, urlencode(form).encode())
        try:
            urllib.request.build_opener(_Stays).open(request, timeout=5)
        except urllib.error.HTTPError as answer:
            return dict(parse_qsl(urlsplit(answer.headers["Location"] or "").query))
        raise AssertionError("LINE Login has not led back")

    def get(self, address: str) -> int:
        try:
            return int(urllib.request.urlopen(address, timeout=5).status)
        except urllib.error.HTTPError as answer:
            return answer.code


@contextmanager
def serving(*, friends: int = 20) -> Iterator[LineLab]:
    world = World(seed=3, friends=friends, begin_ms=BEGAN_MS)
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        # LINE Login and the phones are no part of what LINE's files describe.
        heard = Heard(others=("/oauth2/v2.1/", "/phones", "/lab/", "/dialog/", "/liff"))
        app = heard.listening(application(world))
        config = uvicorn.Config(app, log_level="error", access_log=False, ws="none")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        while not server.started:
            time.sleep(0.01)
        lab = LineLab(f"http://127.0.0.1:{listener.getsockname()[1]}", world)
        world.webhook_events.append(lambda _account, event: lab.events.append(event))
        yield lab
        server.should_exit = True
        thread.join()
        heard.tell()
