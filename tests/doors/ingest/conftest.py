"""A real server with the real intake, on a free port, over the test's database."""

import base64
import gzip
import http.client
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import uvicorn

from polku.doors.ingest.app import Intake, Receive, Scope, Send
from polku.doors.ingest.keys import Keys
from polku.doors.ingest.letters import Letters
from polku.doors.ingest.tracker import Tracker
from polku.doors.ingest.wire import Wire
from polku.doors.ingest.writer import Writer
from polku.know.teams.models import create_source
from tests.databases import database_url

if TYPE_CHECKING:
    from tests.doors.ingest.line_client import LineClient

TRACKER = Path(__file__).parents[3] / "polku/doors/web/static/built/tracker.js"


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    json: Any


class Client:
    """Speaks to the intake as a shop's program does."""

    def __init__(self, port: int, write_key: str, writer: Writer) -> None:
        self.port, self.write_key, self.writer = port, write_key, writer

    def post(self, path: str, content: object, *, key: str | None = None, **headers: str) -> Answer:
        body = content if isinstance(content, bytes) else json.dumps(content).encode()
        user = base64.b64encode(f"{self.write_key if key is None else key}:".encode()).decode()
        sent = {"Authorization": f"Basic {user}", **{name.replace("_", "-"): value for name, value in headers.items()}}
        return self.request("POST", path, body, {name: value for name, value in sent.items() if value})

    def post_gzip(self, path: str, content: object) -> Answer:
        return self.post(path, gzip.compress(json.dumps(content).encode()), Content_Encoding="gzip")

    def request(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Answer:
        wire = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            wire.request(method, path, body, headers)
            answer = wire.getresponse()
            content = answer.read()
            named = {name.lower(): value for name, value in answer.getheaders()}
            return Answer(answer.status, named, json.loads(content) if content else None)
        finally:
            wire.close()


@dataclass
class Served:
    """An ASGI application with an intake, as polku.serving.Polku is one."""

    intake: Intake

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.intake(scope, receive, send)


@pytest.fixture
def intake(transactional_db: None, tmp_path: Path) -> Iterator[Client]:
    yield from _serve(tmp_path, queue_bytes=64 * 2**20, disk_reserve_bytes=0)


@pytest.fixture
def intake_with(transactional_db: None, tmp_path: Path) -> Iterator[Callable[..., Client]]:
    """The same with limits of the test's choice."""
    open_ones: list[Iterator[Client]] = []

    def start(**limits: int) -> Client:
        running = _serve(tmp_path, **{"queue_bytes": 64 * 2**20, "disk_reserve_bytes": 0, **limits})
        open_ones.append(running)
        return next(running)

    yield start
    for running in open_ones:
        next(running, None)


def _serve(folder: Path, *, queue_bytes: int, disk_reserve_bytes: int) -> Iterator[Client]:
    source = create_source("Kahvila web shop")
    writer = Writer(
        database_url(),
        queue_bytes=queue_bytes,
        folder=folder,
        disk_reserve_bytes=disk_reserve_bytes,
        refusals_kept=100,
    )
    app = Intake(
        writer,
        Keys(database_url()),
        future_tolerance_s=3600,
        base_url="http://shop.example",
        tracker=Tracker(TRACKER),
    )
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
        config = uvicorn.Config(Served(app), http=Wire, lifespan="off", log_level="error", access_log=False)
        server = uvicorn.Server(config)
        writer.start()
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield Client(port, source.write_key, writer)
        server.should_exit = True
        thread.join()
        writer.stop()


class LettersClient(Client):
    """The same for the addresses that stand in letters."""

    app: Letters

    def raw(self, method: str, path: str) -> bytes:
        wire = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        wire.request(method, path)
        content = wire.getresponse().read()
        wire.close()
        return content

    def request(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Answer:
        wire = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            wire.putrequest(method, path, skip_accept_encoding=True)
            for name, value in {**headers, **({"Content-Length": str(len(body))} if body is not None else {})}.items():
                wire.putheader(name, value)
            wire.endheaders(body)
            answer = wire.getresponse()
            content = answer.read()
            named = {name.lower(): value for name, value in answer.getheaders()}
            is_json = named.get("content-type") == "application/json"
            return Answer(answer.status, named, json.loads(content) if content and is_json else None)
        finally:
            wire.close()

    def settle(self) -> None:
        """What happens after the answer has happened."""
        while self.app.in_hand:
            time.sleep(0.005)


@pytest.fixture
def letters(transactional_db: None, tmp_path: Path) -> Iterator[LettersClient]:
    writer = Writer(database_url(), queue_bytes=2**20, folder=tmp_path, disk_reserve_bytes=0, refusals_kept=100)
    app = Letters(writer, database_url())
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        config = uvicorn.Config(app, lifespan="off", log_level="error", access_log=False)
        server = uvicorn.Server(config)
        writer.start()
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        while not server.started:
            time.sleep(0.01)
        client = LettersClient(listener.getsockname()[1], "", writer)
        client.app = app
        yield client
        server.should_exit = True
        thread.join()
        app.close()
        writer.stop()


@pytest.fixture
def line(transactional_db: None, tmp_path: Path) -> Iterator["LineClient"]:
    from tests.doors.ingest.line_client import serve_line

    yield from serve_line(tmp_path)


@pytest.fixture
def line_by_asgi(transactional_db: None, tmp_path: Path) -> Iterator["LineClient"]:
    from tests.doors.ingest.line_client import serve_line

    yield from serve_line(tmp_path, by="httptools")
