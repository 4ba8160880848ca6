"""What came to each account's webhook, counted in memory and added to its hour every few seconds.

A process that is killed takes the last seconds' counts with it: these are for whoever looks after the account, and the
events themselves are in the log.
"""

import asyncio
import logging

from polku.kit import clock
from polku.kit.sql import Raw
from polku.say.channels.line.inbox import hook_sql

log = logging.getLogger(__name__)

WRITE_AFTER_S = 2.0
REQUESTS, EVENTS, REFUSED, UNREADABLE, LAST, LAST_REFUSED = range(6)

Row = list[int | None]


class Counts:
    """From the event loop; `close` from anywhere, when no more come."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._rows: dict[tuple[int, int], Row] = {}
        self._timer: asyncio.TimerHandle | None = None
        self._task: asyncio.Task[None] | None = None

    def took(self, account: int, *, events: int, now_ms: int) -> None:
        row = self._row(account, now_ms)
        _add(row, REQUESTS, 1)
        _add(row, EVENTS, events)
        row[LAST] = now_ms

    def refused(self, account: int, *, now_ms: int) -> None:
        row = self._row(account, now_ms)
        _add(row, REFUSED, 1)
        row[LAST_REFUSED] = now_ms

    def unreadable(self, account: int, *, now_ms: int) -> None:
        _add(self._row(account, now_ms), UNREADABLE, 1)

    def close(self) -> None:
        """Write down what has not been yet."""
        self._write(self._taken())

    def _row(self, account: int, now_ms: int) -> Row:
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(WRITE_AFTER_S, self._begin)
        return self._rows.setdefault((account, now_ms // clock.HOUR_MS), [0, 0, 0, 0, None, None])

    def _begin(self) -> None:
        self._timer = None
        self._task = asyncio.get_running_loop().create_task(asyncio.to_thread(self._write, self._taken()))

    def _taken(self) -> list[tuple[int | None, ...]]:
        rows, self._rows = self._rows, {}
        return [(*key, *row, 0, 0) for key, row in rows.items()]

    def _write(self, rows: list[tuple[int | None, ...]]) -> None:
        if not rows:
            return
        try:
            raw = Raw(self._url)
            try:
                raw.begin()
                raw.executemany(hook_sql.COUNT, rows)
                raw.commit()
            finally:
                raw.close()
        except Exception:
            log.exception("what came from LINE was not counted")


def _add(row: Row, place: int, more: int) -> None:
    row[place] = (row[place] or 0) + more
