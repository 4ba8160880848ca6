"""The one thread that writes to the log for the intake: everything that waits goes into one commit.

A request is answered after the commit that holds it. While one commit is on its way to the disk the next requests
gather, so the busier it is the more of them share a commit; nobody waits for a timer.
"""

import asyncio
import logging
import shutil
import threading
from collections import deque
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from polku.doors.ingest.accept import Accepted
from polku.doors.ingest.checkpoints import Checkpoints
from polku.kit import clock
from polku.kit.sql import Raw, is_sqlite, marks
from polku.know.events import sql
from polku.know.events.append import append

log = logging.getLogger(__name__)

GROUP_BATCHES = 500
GROUP_BYTES = 8 * 1024 * 1024
DISK_LOOK_S = 1.0
FORGET_EVERY = 200  # refusals between two clean-ups
ASIDES = 500  # rows in one statement

Waiting = tuple[Accepted, int, "asyncio.Future[None]", asyncio.AbstractEventLoop]


class Full(Exception):
    """The queue is full or the disk is; try again later."""


class Writer:
    """`write` from the event loop; `start` and `stop` around its life."""

    def __init__(
        self, url: str, *, queue_bytes: int, folder: Path, disk_reserve_bytes: int, refusals_kept: int
    ) -> None:
        self._url = url
        self._queue_bytes = queue_bytes
        self._folder = folder
        self._disk_reserve_bytes = disk_reserve_bytes
        self._refusals_kept = refusals_kept
        self._waiting: deque[Waiting] = deque()
        self._bytes = 0
        self._something = threading.Event()
        self._is_stopping = False
        self._thread = threading.Thread(target=self._run, name="intake writer")
        self._disk_is_full = False
        self._disk_looked = 0.0
        self._refusals = 0
        self._commits = 0
        self._checkpoints = Checkpoints(url) if is_sqlite(url) else None
        self._raw: Raw | None = None

    @property
    def waiting_bytes(self) -> int:
        return self._bytes

    def start(self) -> None:
        if self._checkpoints is not None:
            self._checkpoints.start()
        self._thread.start()

    def stop(self) -> None:
        """Write what waits, then end."""
        self._is_stopping = True
        self._something.set()
        self._thread.join()
        if self._checkpoints is not None:
            self._checkpoints.stop()

    async def write(self, accepted: Accepted, *, source: int) -> None:
        """Returns when it is on the disk. Raises Full when it cannot be."""
        size = accepted.size
        if self._is_stopping or self._bytes + size > self._queue_bytes or self._no_room():
            raise Full
        loop = asyncio.get_running_loop()
        future: asyncio.Future[None] = loop.create_future()
        self._bytes += size
        self._waiting.append((accepted, source, future, loop))
        self._something.set()
        try:
            await future
        finally:
            self._bytes -= size

    def _no_room(self) -> bool:
        if (now := clock.monotonic()) - self._disk_looked > DISK_LOOK_S:
            self._disk_looked = now
            self._disk_is_full = shutil.disk_usage(self._folder).free < self._disk_reserve_bytes
        return self._disk_is_full

    def _run(self) -> None:
        while True:
            self._something.wait()
            self._something.clear()
            while self._waiting:
                self._write_group(self._take())
            if self._is_stopping:
                break
        log.info("intake: %d commits", self._commits)  # polku bench compares with as many
        if self._raw is not None:
            self._raw.close()

    def _take(self) -> list[Waiting]:
        group: list[Waiting] = []
        size = 0
        while self._waiting and len(group) < GROUP_BATCHES and size < GROUP_BYTES:
            item = self._waiting.popleft()
            group.append(item)
            size += item[0].size
        return group

    def _write_group(self, group: list[Waiting]) -> None:
        problem: Exception | None = None
        try:
            self._commit(group)
        except Exception as caught:  # noqa: BLE001 - whatever the database says, the clients are told to try again
            log.warning("the intake could not write: %s", caught)
            problem = caught
            self._start_afresh()
        for loop in {item[3] for item in group}:
            futures = [item[2] for item in group if item[3] is loop]
            loop.call_soon_threadsafe(_settle, futures, problem)

    def _commit(self, group: list[Waiting]) -> None:
        if self._raw is None:
            self._raw = Raw(self._url)
        raw = self._raw
        batches = [accepted.batch for accepted, *_ in group if accepted.batch is not None]
        now_ms = clock.now_ms()
        refusals = [
            (now_ms, source, refusal.verdict.reason, refusal.verdict.detail, refusal.event)
            for accepted, source, *_ in group
            for refusal in accepted.refusals
        ]
        asides = [aside for accepted, *_ in group for aside in accepted.asides]
        if raw.vendor == "sqlite" and not refusals and not asides:
            with raw.one_statement():
                append(raw, batches, vendor=raw.vendor)
        else:
            raw.begin()
            append(raw, batches, vendor=raw.vendor)
            if refusals:
                raw.executemany(sql.REFUSE, refusals)
                self._forget_old_refusals(raw, len(refusals))
            for statement in dict.fromkeys(statement for statement, _ in asides):
                _write_aside(raw, statement, [values for known, values in asides if known == statement])
            raw.commit()
        self._commits += 1
        if self._checkpoints is not None:
            self._checkpoints.wrote(sum(len(batch.payload) for batch in batches))

    def _forget_old_refusals(self, raw: Raw, more: int) -> None:
        self._refusals += more
        if self._refusals >= FORGET_EVERY:
            self._refusals = 0
            raw.execute(sql.FORGET_REFUSALS, [self._refusals_kept])

    def _start_afresh(self) -> None:
        """A new connection at the next group: after a full disk as after a restarted server."""
        raw, self._raw = self._raw, None
        if raw is None:
            return
        try:
            raw.close()  # rolls back
        except Exception as problem:  # noqa: BLE001 - it is given up anyway
            log.warning("closing a broken connection: %s", problem)


def _write_aside(raw: Raw, statement: str, rows: Sequence[Sequence[Any]]) -> None:
    """Many rows in one step where the statement lets them: each step lets go of the interpreter."""
    if "{rows}" not in statement:
        raw.executemany(statement, rows)
        return
    for start in range(0, len(rows), ASIDES):
        part = rows[start : start + ASIDES]
        one = f"({marks(len(part[0]))})"
        raw.execute(statement.format(rows=", ".join([one] * len(part))), list(chain.from_iterable(part)))


def _settle(futures: "list[asyncio.Future[None]]", problem: Exception | None) -> None:
    for future in futures:
        if future.done():  # the client has gone
            continue
        if problem is None:
            future.set_result(None)
        else:
            future.set_exception(Full())
