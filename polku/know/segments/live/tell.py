"""Telling who joined and who left: events in the log, in the transaction of whatever moves with them."""

from collections.abc import Sequence
from datetime import datetime

from django.db import connection, transaction

from polku.kit import bulk, clock, ids
from polku.know.events.append import News, append_numbered, batch_of
from polku.know.segments.live import recent, told
from polku.know.segments.live.judge import Change
from polku.know.segments.live.memory import keep, memory
from polku.know.segments.live.sizes import grow

BATCH = 1_000  # events


def tell(changes: Sequence[Change], now: datetime) -> int:
    """Within the caller's transaction, by who holds the reader. Gives how many were told."""
    now_ms = clock.to_ms(now)
    with connection.cursor() as cursor:
        keys = sorted({change.person for change in changes})
        found = bulk.ask(
            cursor, "i.id, i.kind, i.value", "identity i WHERE i.id {among}", keys=keys, vendor=connection.vendor
        )
        names = {number: (kind, value) for number, kind, value in found}
        changes = [change for change in changes if change.person in names]
        news = [_news(change, names[change.person]) for change in changes]
        batches = [batch_of(news[start : start + BATCH], now_ms=now_ms) for start in range(0, len(news), BATCH)]
        seqs = append_numbered(cursor, batches, vendor=connection.vendor)
        if seqs:
            mine = memory()
            mine.told, mine.mark = seqs[-1], ids.new_id()
            keep(mine)
            grow(changes, now)
            steps = [
                (change.segment.id, change.person, (change.is_in, (seqs[n // BATCH], n % BATCH)))
                for n, change in enumerate(changes)
            ]
            transaction.on_commit(lambda: _remember(steps, mine.mark))
    return len(changes)


def _remember(steps: list[tuple[int, int, told.Step]], mark: str) -> None:
    told.note(steps, mark)
    recent.told(mark)


def _news(change: Change, identity: tuple[str, str]) -> News:
    """The same step from the same row is one event, however often and by whomever it is found."""
    segment, cause = change.segment, change.cause
    said = {"segment_id": segment.id, "segment": segment.name, "cause": cause.kind}
    if cause.event:
        said |= {"event": cause.event, "event_id": cause.event_id}
    seq, nth = change.after
    return News(
        "Segment Joined" if change.is_in else "Segment Left",
        identity=identity,
        key=f"segment {segment.id} {ids.public(change.person)} after {seq}/{nth}",
        properties=said,
    )
