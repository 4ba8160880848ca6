"""The newest events of the log, for those who watch what comes in."""

from collections.abc import Sequence

from django.db import connection

from polku.kit.sql import marks
from polku.know.events import sql
from polku.know.events.append import INTERNAL
from polku.know.events.event import Event, indexes_of, read_batch

BATCHES = 50
Batch = tuple[int, int, int, int, bytes, str | None]  # seq, count, received_ms, source, payload, repeated


def newest(*, limit: int, after: int = 0, with_own: bool = True) -> list[Event]:
    """At most `limit` events out of the last batches that came after `after`, newest first; repeated ones left out.

    `with_own`: also those that polku itself has appended. While an import runs its batches are large and many: no more
    of them are read, and no more of each is decoded, than is wanted.
    """
    found: list[Event] = []
    with connection.cursor() as cursor:
        cursor.execute(sql.NEWEST, [after, INTERNAL if with_own else INTERNAL + 1, BATCHES])
        waiting = [(int(seq), int(count)) for seq, count in cursor.fetchall()]
        while waiting and len(found) < limit:
            seqs = _enough(waiting, events=limit - len(found))
            del waiting[: len(seqs)]
            cursor.execute(sql.SOME.format(marks=marks(len(seqs))), seqs)
            for batch in cursor.fetchall():
                found += _last_of(batch, most=limit - len(found))
    return found


def _enough(batches: Sequence[tuple[int, int]], *, events: int) -> list[int]:
    """The first of these batches that hold so many events together."""
    seqs = []
    for seq, count in batches:
        seqs.append(seq)
        events -= count
        if events <= 0:
            break
    return seqs


def _last_of(batch: Batch, *, most: int) -> list[Event]:
    """The last events of one batch, the last one first."""
    seq, count, received_ms, source, payload, repeated = batch
    without = set(indexes_of(repeated))
    found: list[Event] = []
    # Some of the last ones may be repeated or forgotten: then the ones before them are looked at as well.
    for end in range(count, 0, -max(1, most)):
        skip = [*without, *range(end - most), *range(end, count)]
        found += reversed(read_batch(seq, received_ms=received_ms, source=source, payload=bytes(payload), without=skip))
        if len(found) >= most:
            break
    return found[:most]
