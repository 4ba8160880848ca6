"""Locks between threads and processes of this machine, by a file. They go with the process, however it ends."""

import fcntl
import os
from pathlib import Path
from threading import RLock
from typing import IO

from polku.kit import clock

LOOK_EVERY_S = 0.001
FOR_EVER = float("inf")

_locks: dict[Path, "FileLock"] = {}


def is_ours(file: int | IO[str]) -> bool:
    """Whether nobody else holds this open file: now we do, until it is closed or let go."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


class FileLock:
    """Held by one thread of one process, as often as it likes."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._threads = RLock()
        self._depth = 0
        self._file = -1
        self._process = 0

    def acquire(self, *, wait_s: float = 0.0) -> bool:
        """Whether it is ours now. Threads wait in a queue, processes look again and again: files know no time limit."""
        until = clock.monotonic() + wait_s
        if not self._threads.acquire(timeout=-1 if wait_s == FOR_EVER else wait_s):
            return False
        if not self._depth:
            while not self._lock():
                if clock.monotonic() >= until:
                    self._threads.release()
                    return False
                clock.pause(LOOK_EVERY_S)
        self._depth += 1
        return True

    def release(self) -> None:
        self._depth -= 1
        if not self._depth:
            fcntl.flock(self._file, fcntl.LOCK_UN)
        self._threads.release()

    def _lock(self) -> bool:
        if self._process != os.getpid():
            # A file that was open before a fork is held by both processes or by none.
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            self._process = os.getpid()
        return is_ours(self._file)


def lock_of(path: Path) -> FileLock:
    """The one of this process."""
    return _locks.setdefault(path, FileLock(path))
