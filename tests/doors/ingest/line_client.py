"""A real server with LINE's door, over the test's database."""

import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import uvicorn
from django.conf import settings

from polku.doors.ingest.crowd import Crowd
from polku.doors.ingest.line import LineHook, Receive, Scope, Send
from polku.doors.ingest.wire import Wire
from polku.doors.ingest.writer import Writer
from tests.databases import database_url
from tests.doors.ingest.conftest import Answer, Client
from tests.say.channels.line.webhooks import body, signed


class LineClient(Client):
    app: LineHook

    def tell(self, *events: Any, name: str = "kahvila", **headers: str) -> Answer:
        """As LINE does."""
        return self.send(body(*events), name=name, **headers)

    def send(self, content: bytes, *, name: str = "kahvila", **headers: str) -> Answer:
        return self.request("POST", f"/hook/line/{name}", content, signed(content) | headers)


@dataclass
class Served:
    """An ASGI application with this door, as polku.serving.Polku is one."""

    line: LineHook
    intake: Any = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.line(scope, receive, send)


def serve_line(folder: Path, *, queue_bytes: int = 64 * 2**20, by: Any = Wire) -> Iterator[LineClient]:
    """`by`: the protocol, polku's own with its short way or "httptools", through ASGI."""
    writer = Writer(database_url(), queue_bytes=queue_bytes, folder=folder, disk_reserve_bytes=0, refusals_kept=100)
    app = LineHook(writer, database_url(), key=settings.SECRET_KEY, future_tolerance_s=3600, crowd=Crowd())
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        server = uvicorn.Server(
            uvicorn.Config(Served(app), http=by, lifespan="off", log_level="error", access_log=False)
        )
        writer.start()
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        while not server.started:
            time.sleep(0.01)
        client = LineClient(listener.getsockname()[1], "", writer)
        client.app = app
        yield client
        server.should_exit = True
        thread.join()
        app.close()
        writer.stop()
