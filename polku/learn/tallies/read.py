"""What was counted."""

from django.db import connection

from polku.kit import clock
from polku.learn.tallies import sql


def minutes(last: int = 60, *, now_ms: int) -> list[tuple[int, int]]:
    """(minute since 1970, accepted events), oldest first; the last one is the current one, and none is left out."""
    current = now_ms // clock.MINUTE_MS
    with connection.cursor() as cursor:
        cursor.execute(sql.MINUTES, [current - last, current])
        counts = {int(minute): int(events) for minute, events in cursor.fetchall()}
    return [(minute, counts.get(minute, 0)) for minute in range(current - last + 1, current + 1)]
