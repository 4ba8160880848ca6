"""Who will write into SQLite waits for the turn, and is woken when it comes.

SQLite itself makes writers look again after 1, 2, 5 … 100 ms: beside one that writes without pause, others find the
database taken for seconds, and it waits longer for their short writing than that takes. A turn is a courtesy and no
more: who does not get one in time tries without, and SQLite has the last word.
"""

from pathlib import Path

from polku.kit import clock
from polku.kit.locks import FileLock, lock_of

WAIT_S = 30.0


class Turn:
    """Of one connection; without a file there is nobody to wait for."""

    def __init__(self, database: str | Path | None) -> None:
        self._lock: FileLock | None = lock_of(Path(f"{database}-turn")) if database is not None else None
        self._is_mine = False
        self._since = 0.0

    def take(self) -> None:
        if self._lock is not None and not self._is_mine:
            self._is_mine = self._lock.acquire(wait_s=WAIT_S)
            self._since = clock.monotonic()

    def give_back(self) -> float:
        """For how long it was ours, in seconds."""
        if self._lock is None or not self._is_mine:
            return 0.0
        self._is_mine = False
        self._lock.release()
        return clock.monotonic() - self._since
