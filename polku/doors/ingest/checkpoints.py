"""SQLite's write-ahead log is carried into the database beside the intake, which writes on meanwhile.

Within a commit nobody would be answered for 30 ms each 16 MB, a quarter of a full intake's time. What others write,
they carry themselves (kit/checkpoints.py). Under a load without any pause the log never becomes empty by that: at
128 MB SQLite itself carries the rest, within the commit.
"""

import logging
import threading

from polku.kit.checkpoints import CARRY
from polku.kit.sql import Raw

log = logging.getLogger(__name__)

EVERY_BYTES = 16 * 2**20


class Checkpoints:
    """`start` and `stop` around its life; `wrote` by the writer, after each commit."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._bytes = 0
        self._is_due = threading.Event()
        self._is_stopping = False
        self._thread = threading.Thread(target=self._run, name="intake checkpoints")

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._is_stopping = True
        self._is_due.set()
        self._thread.join()

    def wrote(self, size: int) -> None:
        self._bytes += size
        if self._bytes >= EVERY_BYTES:
            self._bytes = 0
            self._is_due.set()

    def _run(self) -> None:
        raw: Raw | None = None
        while self._is_due.wait() and not self._is_stopping:
            self._is_due.clear()
            try:
                raw = raw or Raw(self._url)
                raw.execute(CARRY).fetchall()
            except Exception as problem:  # noqa: BLE001 - such as a full disk: whoever commits next tries, too
                log.warning("the write-ahead log could not be carried into the database: %s", problem)
        if raw is not None:
            raw.close()
