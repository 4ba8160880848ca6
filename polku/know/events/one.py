"""One event of the log, by its address."""

from polku.know.events.event import Event, indexes_of, read_batch
from polku.know.events.models import Duplicate, LogBatch


def one_event(seq: int, index: int) -> Event | None:
    """The event at this place; None where there is none, where it was forgotten, and where it repeats another."""
    batch = LogBatch.objects.filter(seq=seq).first()
    repeated = Duplicate.objects.filter(seq=seq).values_list("indexes", flat=True).first()
    if batch is None or index in indexes_of(repeated):
        return None
    others = [other for other in range(batch.count) if other != index]
    found = read_batch(
        seq, received_ms=batch.received_ms, source=batch.source, payload=bytes(batch.payload), without=others
    )
    return next((event for event in found if event.index == index), None)
