"""SQLite's write-ahead log is carried into the database between commits, by whoever wrote much of it.

SQLite itself does that within a commit, with the writer's lock held: for as long as the disk takes, up to a second,
nobody else can write. After the commit everybody can, while all but the last of it is carried. A thread that answers
somebody has it done beside: nobody waits for an answer that is there already.
"""

import logging
import sqlite3
from pathlib import Path
from threading import Lock, Thread, local
from typing import Any

from polku.kit.turns import Turn

log = logging.getLogger(__name__)

CARRY = "PRAGMA wal_checkpoint(PASSIVE)"
EVERY_S = 0.4  # of writing: some 16 MB
BUSY_TIMEOUT_S = 30

_written_s = 0.0
_lock = Lock()
_beside = Lock()  # one at a time
_this_thread = local()


def answers_somebody(**_told: Any) -> None:
    """This thread does, from now on. Also a receiver of Django's `request_started`."""
    _this_thread.answers = True


def carry_when_due(connection: sqlite3.Connection, turn: Turn, held_s: float, *, database: str | Path) -> None:
    """After a commit of a connection that was the writer for so long, the turn given back."""
    if not _is_due(held_s):
        return
    if getattr(_this_thread, "answers", False):
        Thread(target=_carry_beside, args=(database,), name="checkpoint").start()
    else:
        _carry(connection, turn)


def _carry_beside(database: str | Path) -> None:
    if not _beside.acquire(blocking=False):
        return
    try:
        connection = sqlite3.connect(database, timeout=BUSY_TIMEOUT_S, isolation_level=None)
        try:
            _carry(connection, Turn(database))
        finally:
            connection.close()
    except sqlite3.Error as problem:
        _tell(problem)
    finally:
        _beside.release()


def _carry(connection: sqlite3.Connection, turn: Turn) -> None:
    try:
        connection.execute(CARRY).fetchall()
        # What others wrote meanwhile: only when nothing is left does the log begin anew, and its file not grow.
        turn.take()
        connection.execute(CARRY).fetchall()
    except sqlite3.Error as problem:  # such as a full disk: what was committed stands, and the next tries, too
        _tell(problem)
    finally:
        turn.give_back()


def _tell(problem: sqlite3.Error) -> None:
    log.warning("the write-ahead log could not be carried into the database: %s", problem)


def _is_due(held_s: float) -> bool:
    global _written_s
    with _lock:
        _written_s += held_s
        if _written_s < EVERY_S:
            return False
        _written_s = 0.0
        return True
