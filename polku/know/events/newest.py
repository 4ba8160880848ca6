"""The newest events of the log, for those who watch what comes in."""

from django.db import connection

from polku.know.events import sql
from polku.know.events.append import INTERNAL
from polku.know.events.event import Event, indexes_of, read_batch

BATCHES = 50


def newest(*, limit: int, after: int = 0, with_own: bool = True) -> list[Event]:
    """At most `limit` events out of the last batches that came after `after`, newest first; repeated ones left out.

    `with_own`: also those that polku itself has appended.
    """
    found: list[Event] = []
    with connection.cursor() as cursor:
        cursor.execute(sql.NEWEST, [after, INTERNAL if with_own else INTERNAL + 1, BATCHES])
        while len(found) < limit and (row := cursor.fetchone()) is not None:
            seq, received_ms, source, payload, without = row
            found += reversed(
                read_batch(
                    seq, received_ms=received_ms, source=source, payload=bytes(payload), without=indexes_of(without)
                )
            )
    return found[:limit]
