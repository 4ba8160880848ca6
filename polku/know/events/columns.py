"""How events reach the column store, each exactly once.

The columns cannot move in one transaction with the cursor, so a block may have been written, wholly or in part, whose
cursor never moved. Whenever the cursor does not stand where this process left it (after a start, a failure, a rebuild),
everything beyond it is taken out first. It does not matter how the log was cut into blocks before.
"""

import logging
from threading import RLock

import msgspec

from polku.kit import clock, columns, made
from polku.know.events import columns_sql as sql
from polku.know.events.event import Event
from polku.know.events.given import NOTHING, as_object, as_text, encode
from polku.know.events.models import Cursor
from polku.know.events.read import Block, Reader, alone, place

log = logging.getLogger(__name__)

READER = "columns"
FEW = 100  # batches: the last ones may hold nothing but repeated events

_encode_lines = msgspec.json.Encoder().encode_lines
EMPTY = msgspec.Raw(b"{}")
_lock = RLock()
_ready: int | None = None  # the opening of the store for which the tables were looked at
_left_at: tuple[int, int] | None = None  # (opening of the store, seq) after the last block that was wholly written


class GoingBack(columns.ColumnsError):
    """The column store lacks events that it had; they are being written again from the log."""


def fold(block: Block) -> None:
    """Write a block's events. Raises columns.ColumnsError when the store is not there."""
    global _left_at
    with _lock:
        if prepare():
            raise GoingBack  # this block lies too far ahead
        start = place(READER)
        if _left_at != (columns.opening(), start):
            _settle(start)
        _left_at = None
        if block.events:
            lines = _encode_lines(list(map(row_of, block.events)))
            columns.insert_lines("arrivals", sql.NAMES, lines, max_threads=1)
        _left_at = columns.opening(), block.last


def prepare() -> bool:
    """After the store was opened: see that the tables are there, and that they hold what lies before the cursor.

    Where they end earlier (the folder was lost, or is from an older backup), the cursor goes back to there: True then.
    """
    global _ready
    if columns.is_open() and _ready == columns.opening():
        return False  # without the lock: whoever writes holds it for most of a second
    with _lock:
        if columns.is_open() and _ready == columns.opening():
            return False
        made.make("events", sql.MAKE, drop=sql.DROP)
        start, end = place(READER), min(columns.value(sql.LAST.format(table=table)) for table in sql.WHOLE)
        went_back = end < start and Cursor.objects.filter(reader=READER, seq=start).update(seq=end) > 0
        if went_back and start - end > FEW:
            log.warning("The column store ends at batch %d of %d: the rest is written again.", end, start)
        _ready = columns.opening()
        return went_back


def rebuild() -> None:
    """Make the tables of events again from nothing: the reader then starts at the beginning of the log.

    The cursor goes back first. Killed at any later instant, the next block takes out what is beyond it: everything.
    """
    while not _rebuild_alone():
        clock.pause(0.1)


def _rebuild_alone() -> bool:
    with _lock, alone(Reader(READER, fold)) as is_mine:
        if is_mine:
            Cursor.objects.filter(reader=READER).update(seq=0)
            forget()
            prepare()
            _settle(0)
        return is_mine


def empty() -> None:
    """Forget all events: for tests, where each begins with none."""
    with _lock:
        forget()
        made.make("events", sql.MAKE, drop=sql.DROP)
        for table in sql.TABLES:
            columns.command(f"TRUNCATE TABLE {table} SYNC")


def forget() -> None:
    """Look at the tables again before the next block, as after a start."""
    global _left_at, _ready
    _left_at = _ready = None


def _settle(start: int) -> None:
    """Take out of the tables what lies beyond the cursor."""
    for table in sql.TABLES:
        if columns.value(sql.LAST.format(table=table)) <= start:
            continue
        if start == 0:
            columns.command(f"TRUNCATE TABLE {table} SYNC")
        else:
            columns.command(sql.CUT_OFF.format(table=table), {"place": start})


def said(event: Event) -> msgspec.Raw:
    """Properties; what identify and group say stands in their traits, what else a type says at the event itself."""
    given = event.given
    said = given.properties if given.properties != NOTHING else given.traits
    if event.type == "track" or event.type == "identify":  # nearly always
        return said
    beside = {
        "page": {"name": given.name, "category": given.category},
        "screen": {"name": given.name, "category": given.category},
        "group": {"groupId": given.group_id},
        "alias": {"previousId": given.previous_id},
    }.get(event.type, {})
    named = {key: as_text(value) for key, value in beside.items() if value is not None}
    return msgspec.Raw(encode({**named, **as_object(said)})) if named else said


def row_of(event: Event) -> tuple[object, ...]:
    """In the order of columns_sql.NAMES."""
    told = said(event)
    return (
        event.name,
        event.identity_id,
        event.seq,
        event.index,
        event.id,
        event.type,
        event.source,
        event.time_ms,
        event.received_ms,
        told if told != NOTHING else EMPTY,
        event.context if event.context != NOTHING else EMPTY,
    )
