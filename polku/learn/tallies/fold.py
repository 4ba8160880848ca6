"""How tallies read the log: one addition for each minute and source of a block."""

from collections import Counter

from django.db import connection

from polku.kit import clock
from polku.know.events.read import Block
from polku.learn.tallies import sql


def fold(block: Block) -> None:
    """Count the block's events by the minute of their arrival. Repeated ones are not in the block any more."""
    counts = Counter((event.received_ms // clock.MINUTE_MS, event.source) for event in block.events)
    if not counts:
        return
    with connection.cursor() as cursor:
        cursor.executemany(sql.ADD, [(minute, source, events) for (minute, source), events in sorted(counts.items())])
