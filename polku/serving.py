"""The program put together: intake, pages and loops in one process, on one port."""

import asyncio
import logging
import signal
import sys
from collections.abc import Awaitable, Callable, MutableMapping
from pathlib import Path
from typing import Any

import uvicorn
from a2wsgi import WSGIMiddleware
from django.conf import settings
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application

from polku.doors.ingest.app import Intake
from polku.doors.ingest.keys import Keys
from polku.doors.ingest.letters import ADDRESSES as LETTERS
from polku.doors.ingest.letters import Letters
from polku.doors.ingest.line import ADDRESS as LINE
from polku.doors.ingest.line import LineHook
from polku.doors.ingest.places import ADDRESS as PLACES
from polku.doors.ingest.places import Places
from polku.doors.ingest.tracker import Tracker
from polku.doors.ingest.uses import ADDRESS as USES
from polku.doors.ingest.uses import Uses
from polku.doors.ingest.wire import Wire
from polku.doors.ingest.writer import Writer
from polku.doors.work.apart import Apart
from polku.doors.work.lanes import fill_columns, forget, lanes_apart, lanes_here, open_columns
from polku.doors.work.run import Work
from polku.doors.work.wishes import rebuild_columns
from polku.kit import checkpoints, columns, memory, settling

__all__ = ["fill_columns", "forget", "open_columns", "rebuild_columns", "serve", "work"]

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

log = logging.getLogger(__name__)

PAGE_THREADS = 6
# How long a thread may keep the interpreter while others wait (Python: 0.005). While requests crowd in, intake and
# writer shall not wait; else each change of threads costs the loops more than it gives.
CROWDED_SWITCH_S = 0.00005
SWITCH_S = 0.001


class Polku:
    """The ASGI application: /v1/ is the intake's, all else the pages'."""

    def __init__(self, *, with_work: bool) -> None:
        self.apart = Apart(self._work_apart) if with_work else None
        self.writer = Writer(
            settings.DATABASE_URL,
            queue_bytes=settings.INTAKE_QUEUE_MB * 2**20,
            folder=settings.DATA_DIR,
            disk_reserve_bytes=settings.DISK_RESERVE_MB * 2**20,
            refusals_kept=settings.REFUSALS_KEPT,
        )
        self.intake = Intake(
            self.writer,
            Keys(settings.DATABASE_URL),
            future_tolerance_s=settings.FUTURE_TOLERANCE_S,
            base_url=settings.BASE_URL,
            tracker=Tracker(Path(settings.ROOT) / "doors/web/static/built/tracker.js"),
        )
        self.letters = Letters(self.writer, settings.DATABASE_URL)
        self.line = LineHook(
            self.writer,
            settings.DATABASE_URL,
            key=settings.SECRET_KEY,
            future_tolerance_s=settings.FUTURE_TOLERANCE_S,
            crowd=self.intake.crowd,
        )
        self.work = Work(lanes_here(self._gives_way), give_way=self._gives_way) if with_work else None
        pages: Any = get_wsgi_application()
        request_started.connect(checkpoints.answers_somebody)
        request_finished.connect(settling.answered)
        self.pages: Any = WSGIMiddleware(pages, workers=PAGE_THREADS)
        self.uses = Uses(self.pages, key=settings.SECRET_KEY, crowd=self.intake.crowd)
        self.places = Places(self.pages, crowd=self.intake.crowd)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "http":
            await self._of(scope["path"])(scope, receive, send)

    def _gives_way(self) -> bool:
        """Asked by the loops before each block: whether the intake comes first, also at the interpreter."""
        is_crowded = self.intake.crowd.is_here()
        sys.setswitchinterval(CROWDED_SWITCH_S if is_crowded else SWITCH_S)
        return is_crowded

    def _work_apart(self) -> Work:
        crowd = self.intake.crowd
        return Work(lanes_apart(crowd.is_near), give_way=crowd.is_here)

    def _of(self, path: str) -> Any:
        if path.startswith("/v1/"):
            return self.intake
        if path.startswith(LINE):
            return self.line
        if path == USES:
            return self.uses
        if PLACES.match(path):
            return self.places
        return self.letters if path.startswith(LETTERS) else self.pages

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        self.writer.start()
        if self.work is not None and self.apart is not None:
            self.apart.watch()
            self.work.start()
        else:
            await asyncio.to_thread(_open_columns)
        await send({"type": "lifespan.startup.complete"})
        await receive()
        # The loops first, then what was accepted; the columns last, since leaving inside a query can crash the engine.
        if self.work is not None and self.apart is not None:
            self.work.ask_to_stop()
            await asyncio.to_thread(self.apart.stop)
            await asyncio.to_thread(self.work.stop)
        await asyncio.to_thread(self.letters.close)
        await asyncio.to_thread(self.line.close)
        await asyncio.to_thread(self.uses.close)
        await asyncio.to_thread(self.places.close)
        await asyncio.to_thread(self.writer.stop)
        await asyncio.to_thread(columns.close)
        await send({"type": "lifespan.shutdown.complete"})


def _open_columns() -> None:
    """For the pages alone. An embedded store is left to `polku work`, for one process only may open it."""
    if settings.COLUMNS_URL.startswith("chdb:"):
        return
    try:
        columns.open(settings.COLUMNS_URL)
    except columns.ColumnsError as problem:
        log.warning("%s", problem)


def work() -> None:
    """Only the loops, until a signal says stop."""
    memory.keep_little()
    apart = Apart(lambda: Work(lanes_apart()))
    apart.begin()
    loops = Work(lanes_here())
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: loops.ask_to_stop())
    apart.watch()
    loops.start()
    loops.wait()
    apart.stop()
    loops.stop()
    columns.close()


def serve(*, host: str, port: int, with_work: bool) -> None:
    """Serve until a signal says stop."""
    memory.keep_little()
    polku = Polku(with_work=with_work)
    if polku.apart is not None:
        polku.apart.begin()
    sys.setswitchinterval(CROWDED_SWITCH_S)
    config = uvicorn.Config(
        polku,
        host=host,
        port=port,
        loop="uvloop",
        http=Wire,
        lifespan="on",
        ws="none",
        access_log=False,
        log_level="warning",
        timeout_keep_alive=75,
        timeout_graceful_shutdown=10,
        backlog=2048,
        server_header=False,
    )
    uvicorn.Server(config).run()
