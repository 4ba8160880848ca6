"""SQLite's write-ahead log is carried into the database between commits, by whoever wrote much of it.

SQLite itself does that within a commit, with the writer's lock held: for as long as the disk takes, up to a second,
nobody else can write. After the commit everybody can, while all but the last of it is carried.
"""

import logging
import sqlite3
from threading import Lock

from polku.kit.turns import Turn

log = logging.getLogger(__name__)

CARRY = "PRAGMA wal_checkpoint(PASSIVE)"
EVERY_S = 0.4  # of writing: some 16 MB

_written_s = 0.0
_lock = Lock()


def carry_when_due(connection: sqlite3.Connection, turn: Turn, held_s: float) -> None:
    """After a commit of a connection that was the writer for so long, the turn given back."""
    if not _is_due(held_s):
        return
    try:
        connection.execute(CARRY).fetchall()
        # What others wrote meanwhile: only when nothing is left does the log begin anew, and its file not grow.
        turn.take()
        connection.execute(CARRY).fetchall()
    except sqlite3.Error as problem:  # such as a full disk: what was committed stands, and the next tries, too
        log.warning("the write-ahead log could not be carried into the database: %s", problem)
    finally:
        turn.give_back()


def _is_due(held_s: float) -> bool:
    global _written_s
    with _lock:
        _written_s += held_s
        if _written_s < EVERY_S:
            return False
        _written_s = 0.0
        return True
