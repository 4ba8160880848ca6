"""Reading the log on: blocks, and readers that keep their own place."""

import logging
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

import msgspec
from django.conf import settings
from django.db import connection, transaction

from polku.kit import clock, durable
from polku.kit.bulk import no_cycles
from polku.kit.ids import hash63
from polku.kit.locks import FOR_EVER, lock_of
from polku.kit.sql import marks
from polku.know.events import sql
from polku.know.events.event import Event, indexes_of, read_batch
from polku.know.events.settled import settled_end

log = logging.getLogger(__name__)

BATCHES = 2_000  # at most, in one block
EVENTS = 10_000  # about, in one block: more make longer transactions, fewer cost more commits
BYTES = 6 << 20  # about, of payload: what one reader has decoded is still at hand for the next


class Block(msgspec.Struct, frozen=True, gc=False):
    """Consecutive batches of the log, decoded, duplicates left out. Its effect and the cursor move together."""

    first: int  # seq of the first batch
    last: int
    events: list[Event]
    batches: int


@dataclass(frozen=True)
class Reader:
    """Someone who follows the log. `after` names the readers who must have passed before."""

    name: str
    fold: Callable[[Block], Callable[[], None] | None]
    after: tuple[str, ...] = ()
    is_acting: bool = False  # acting readers only ever go forward; the others may start again from zero
    # A reader whose effect lands outside the relational database folds first, and moves its cursor after. What its fold
    # gives is done in the transaction of that move.
    is_outside: bool = False
    is_ready: Callable[[], bool] = lambda: True
    heeds: Callable[[], bool] = lambda: True  # else its blocks are empty: what nobody looks at need not be read


def place(reader: str) -> int:
    """How far a reader has come; a new one stands at 0."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT seq FROM log_cursor WHERE reader = %s", [reader])
        row = cursor.fetchone()
        if row is None:
            cursor.execute(sql.PLACE, [reader, 0, clock.now_ms()])
        return int(row[0]) if row else 0


def last_seq() -> int:
    """The newest batch of the log."""
    with connection.cursor() as cursor:
        cursor.execute(sql.LAST)
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def horizon(reader: Reader) -> int:
    """How far a reader may read: what is settled, and what those before it have done."""
    if not reader.after:
        return settled_end(place(reader.name))
    return min(place(name) for name in reader.after)


@no_cycles()  # a block's events are many, and gone before cycles are looked for again
def advance(reader: Reader, *, events: int = EVENTS) -> int:
    """Take one block in. Returns the number of batches passed: 0 when there was nothing to do.

    What the fold raises is raised here; the cursor then stands where it stood.
    """
    start, end = place(reader.name), horizon(reader)
    if end <= start or not reader.is_ready():
        return 0
    if not reader.is_acting:
        durable.relax()  # what it does can be done again: its effect and its cursor are lost together
    with alone(reader) as is_mine:
        block = _block(reader, start, end, events=events) if is_mine else None
        if block is None or place(reader.name) != start:
            return 0
        settle = reader.fold(block) if reader.is_outside else None
        with transaction.atomic():
            if not reader.is_outside:
                reader.fold(block)
            if settle is not None:
                settle()
            with connection.cursor() as cursor:
                cursor.execute(sql.MOVE, [block.last, clock.now_ms(), reader.name])
        return block.batches


@contextmanager
def alone(reader: Reader, *, wait: bool = False) -> Iterator[bool]:
    """Whether this worker alone carries the reader on; True after a while where it may `wait`."""
    if connection.vendor == "sqlite":
        held = lock_of(Path(settings.DATA_DIR, "locks", reader.name))  # all work is on one machine
        is_mine = held.acquire(wait_s=FOR_EVER if wait else 0.0)
        try:
            yield is_mine
        finally:
            if is_mine:
                held.release()
        return
    key = hash63(f"reader {reader.name}".encode())
    with connection.cursor() as cursor:
        cursor.execute(sql.LOCK if wait else sql.TRY_LOCK, [key])
        is_mine = wait or bool((cursor.fetchone() or (False,))[0])
    try:
        yield is_mine
    finally:
        if is_mine:
            with connection.cursor() as cursor:
                cursor.execute(sql.UNLOCK, [key])


def _block(reader: Reader, start: int, end: int, *, events: int) -> Block | None:
    return read_block(start, end, events=events) if reader.heeds() else Block(start + 1, end, [], end - start)


def read_block(start: int, end: int, *, events: int = EVENTS) -> Block | None:
    """The batches after `start` up to `end`, as many as hold about `events` events; None when there are none."""
    found: list[Event] = []
    first = last = passed = told = size = 0
    while start < end and told < events and passed < BATCHES and size < BYTES:
        with connection.cursor() as cursor:
            cursor.execute(sql.READ, [start, end, 64 if passed else 16])
            rows = cursor.fetchall()
        if not rows:
            break
        part: list[_Row] = []
        for row in rows:
            part.append(row)
            told, size = told + row[3], size + row[4]
            if told >= events or size >= BYTES:
                break
        for batch in _decoded(part):
            found += batch
        first, last = first or part[0][0], part[-1][0]
        passed, start = passed + len(part), last
    return Block(first, last, found, passed) if passed else None


_Row = tuple[int, int, int, int, int, str | None]  # seq, received_ms, source, events, bytes, what to step over

# Readers follow each other closely: what one has decoded, the next finds here.
_CACHED_BATCHES = 4_000
CACHED_MB = 8  # of payload, more than a block; decoded it takes about five times as much
# The size is a part of the key: a batch of which events were forgotten, here or by another process, is shorter.
_cache: OrderedDict[tuple[int, str | None, int], tuple[int, list[Event]]] = OrderedDict()
_cache_bytes = 0
_cached_most = CACHED_MB << 20
_cache_lock = Lock()


def _decoded(rows: Sequence[_Row]) -> Iterator[list[Event]]:
    """The events of each batch; only of those that are not at hand the bytes are read."""
    hits = [_cache.get((seq, without, size)) for seq, _received, _source, _count, size, without in rows]
    missing = [row[0] for row, hit in zip(rows, hits, strict=True) if hit is None]
    payloads: dict[int, bytes] = {}
    if missing:
        with connection.cursor() as cursor:
            cursor.execute(sql.PAYLOADS.format(marks=marks(len(missing))), missing)
            payloads = dict(cursor.fetchall())
    for (seq, received_ms, source, _count, _size, without), hit in zip(rows, hits, strict=True):
        if hit is not None:
            yield hit[1]
        elif seq in payloads:
            yield _decode(seq, received_ms, source, bytes(payloads.pop(seq)), without)


def _decode(seq: int, received_ms: int, source: int, content: bytes, without: str | None) -> list[Event]:
    global _cache_bytes
    key = (seq, without, len(content))
    events = read_batch(seq, received_ms=received_ms, source=source, payload=content, without=indexes_of(without))
    with _cache_lock:
        _cache[key] = (len(content), events)
        _cache_bytes += len(content)
        while len(_cache) > _CACHED_BATCHES or _cache_bytes > _cached_most:
            _, (size, _events) = _cache.popitem(last=False)
            _cache_bytes -= size
    return events


def keep_decoded(megabytes: int) -> None:
    """For a process in which one reader alone reads, and nobody follows."""
    global _cached_most
    _cached_most = megabytes << 20


def forget_cache() -> None:
    """After the log was replaced below us: in tests, and after an erasure."""
    global _cache_bytes
    with _cache_lock:
        _cache.clear()
        _cache_bytes = 0


def stand_still(reader: str, sentence: str) -> None:
    """Note why a reader cannot go on; the note goes with its next move."""
    with connection.cursor() as cursor:
        cursor.execute(sql.STAND_STILL, [sentence[:2000], clock.now_ms(), reader, sentence[:2000]])
