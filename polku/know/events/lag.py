"""How far the readers are behind the log."""

from collections.abc import Iterable

import msgspec
from django.db import connection

from polku.know.events import sql
from polku.know.events.read import BATCHES, Reader, last_seq

LATE_S = 2.0  # when so much is waiting, it is more important to catch up than to hurry with each block


class Lag(msgspec.Struct, frozen=True):
    """What a reader has yet to do. `seconds`: how long its next batch has been waiting."""

    reader: str
    batches: int
    seconds: float
    trouble: str


def lags(readers: Iterable[Reader], *, now_ms: int) -> list[Lag]:
    """One for each reader, in the order of the river."""
    end = last_seq()
    with connection.cursor() as cursor:
        cursor.execute(sql.PLACES)
        places = {name: (int(seq), trouble) for name, seq, trouble in cursor.fetchall()}
    return [_lag(reader.name, end, *places.get(reader.name, (0, "")), now_ms) for reader in readers]


def waits_s(seq: int, *, now_ms: int) -> float:
    """How long the next batch after a place has been in the log."""
    with connection.cursor() as cursor:
        cursor.execute(sql.OLDEST, [seq])
        row = cursor.fetchone()
    return max(0, now_ms - int(row[0])) / 1000 if row else 0.0


def is_whole_block(start: int, end: int, *, events: int) -> bool:
    """Whether between two places there are so many events, or as many batches as a block may have."""
    with connection.cursor() as cursor:
        cursor.execute(sql.WAITING_EVENTS, [start, end, BATCHES])
        batches, waiting = cursor.fetchone() or (0, 0)
    return bool(waiting >= events or batches >= BATCHES)


def _lag(reader: str, end: int, seq: int, trouble: str, now_ms: int) -> Lag:
    if seq >= end:
        return Lag(reader, 0, 0.0, trouble)
    with connection.cursor() as cursor:
        cursor.execute(sql.WAITING, [seq])
        batches, oldest_ms = cursor.fetchone() or (0, None)
    waiting_ms = now_ms - int(oldest_ms) if oldest_ms is not None else 0
    return Lag(reader, batches, max(0, waiting_ms) / 1000, trouble)
