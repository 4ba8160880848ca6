"""The newest events of the log, for those who watch what comes in."""

from django.db import connection

from polku.know.events import sql
from polku.know.events.append import INTERNAL
from polku.know.events.event import Event, indexes_of, read_batch

BATCHES = 50


def newest(*, limit: int, after: int = 0, with_own: bool = True) -> list[Event]:
    """At most `limit` events out of the last batches that came after `after`, newest first; repeated ones left out.

    `with_own`: also those that polku itself has appended. While an import runs its batches are large and many: one is
    read at a time, and of each no more is decoded than is wanted.
    """
    found: list[Event] = []
    with connection.cursor() as cursor:
        cursor.execute(sql.NEWEST, [after, INTERNAL if with_own else INTERNAL + 1, BATCHES])
        batches = [(int(seq), int(count)) for seq, count in cursor.fetchall()]
    for seq, count in batches:
        if len(found) >= limit:
            break
        found += _last_of(seq, count, most=limit - len(found))
    return found


def _last_of(seq: int, count: int, *, most: int) -> list[Event]:
    """The last events of one batch, the last one first."""
    with connection.cursor() as cursor:
        cursor.execute(sql.ONE, [seq])
        row = cursor.fetchone()
    if row is None:
        return []
    received_ms, source, payload, repeated = row
    without = set(indexes_of(repeated))
    found: list[Event] = []
    # Some of the last ones may be repeated or forgotten: then the ones before them are looked at as well.
    for end in range(count, 0, -most):
        start = max(0, end - most)
        skip = [*without, *range(start), *range(end, count)]
        part = read_batch(seq, received_ms=received_ms, source=source, payload=bytes(payload), without=skip)
        found += reversed(part)
        if len(found) >= most:
            break
    return found[:most]
