"""How far the log may be read: never past a batch that is still being written.

SQLite has one writer at a time, so what is visible is settled. On PostgreSQL a writer may have drawn sequence number 7
and not yet committed while 8 is visible. A gap is therefore waited for, until every transaction that ran when it was
first seen is over: then 7 will never come (its writer rolled back). Writers take their transaction number before they
draw a sequence number (`sql.TAKE_XID`), so a gap's writer is always among those waited for. No locks, no waiting on the
writing side.
"""

from threading import Lock

from django.db import connection

from polku.kit.sql import Cursor
from polku.know.events import sql

LOOK_AHEAD = 2_000

_gaps: dict[int, int] = {}  # missing seq → the number of the next transaction when it was first missed
_lock = Lock()


def settled_end(start: int) -> int:
    """The last seq that may be read by someone who stands at `start`."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(sql.LAST)
            row = cursor.fetchone()
        return int(row[0]) if row else 0
    with connection.cursor() as cursor:
        # A gap is over if its writers were over before the look at the rows, so the first snapshot comes before it;
        # who may still fill a gap took its number before the look, so the second one comes after it.
        oldest_running, _ = _snapshot(cursor)
        cursor.execute(sql.SEQS_AFTER, [start, LOOK_AHEAD])
        seqs = [int(row[0]) for row in cursor.fetchall()]
        _, next_transaction = _snapshot(cursor)
    end = start
    for seq in seqs:
        missed = [_missed_at(missing, next_transaction) for missing in range(end + 1, seq)]
        if any(oldest_running < first_missed_at for first_missed_at in missed):
            break
        end = seq
    with _lock:
        for missing in [gap for gap in _gaps if gap <= end]:
            del _gaps[missing]
    return end


def _snapshot(cursor: Cursor) -> tuple[int, int]:
    cursor.execute(sql.SNAPSHOT)
    oldest_running, next_transaction = cursor.fetchone() or (0, 0)
    return int(oldest_running), int(next_transaction)


def _missed_at(missing: int, next_transaction: int) -> int:
    with _lock:
        return _gaps.setdefault(missing, next_transaction)
