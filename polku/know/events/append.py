"""Writing to the log."""

from collections.abc import Sequence
from typing import Any

import msgspec
from django.db import connection

from polku.kit import clock, ids
from polku.kit.sql import Cursor
from polku.know.events import sql
from polku.know.events.event import Identity
from polku.know.events.given import encode

INTERNAL = 0  # the source of polku's own events


class Batch(msgspec.Struct, frozen=True, gc=False):
    """Events that are appended together, as one row."""

    received_ms: int
    source: int
    count: int
    payload: bytes


class News(
    msgspec.Struct,
    frozen=True,
    gc=False,
    tag_field="type",
    tag="track",
    rename={"name": "event", "key": "messageId", "time_ms": "timestamp"},
):
    """Something polku itself did or found. `key` names its cause: the same key twice is one event.

    It stands in the log as it is here.
    """

    name: str
    identity: Identity
    key: str
    properties: dict[str, Any] = {}
    time_ms: int | None = None


class _Sealed(msgspec.Struct, frozen=True):
    """An envelope of news."""

    batch: list[News]


def append(cursor: Cursor, batches: Sequence[Batch], *, vendor: str) -> None:
    """Add batches within the caller's transaction. They are durable when that has committed."""
    if batches:
        _append(cursor, sql.APPEND_MANY, batches, vendor=vendor)


def append_numbered(cursor: Cursor, batches: Sequence[Batch], *, vendor: str) -> list[int]:
    """The same for who must find them again: the batches' numbers."""
    if not batches:
        return []
    _append(cursor, sql.APPEND_NUMBERED, batches, vendor=vendor)
    return sorted(int(seq) for (seq,) in cursor.fetchall())


def _append(cursor: Cursor, statement: str, batches: Sequence[Batch], *, vendor: str) -> None:
    if vendor == "postgresql":
        cursor.execute(sql.TAKE_XID)
        cursor.fetchone()
    rows = ", ".join(["(%s, %s, %s, %s)"] * len(batches))
    values: list[Any] = []
    for batch in batches:
        values += (batch.received_ms, batch.source, batch.count, batch.payload)
    cursor.execute(statement.format(rows=rows), values)


def tell(news: Sequence[News], *, now_ms: int | None = None) -> None:
    """Append polku's own events in the transaction of the change that they tell of (Django's connection)."""
    if not news:
        return
    batch = batch_of(news, now_ms=clock.now_ms() if now_ms is None else now_ms)
    with connection.cursor() as cursor:
        append(cursor, [batch], vendor=connection.vendor)


def batch_of(news: Sequence[News], *, now_ms: int) -> Batch:
    """The same for who has a connection, or a writer, of its own."""
    whole = [item if item.key and item.time_ms is not None else _made_whole(item, now_ms) for item in news]
    return Batch(now_ms, INTERNAL, len(whole), encode(_Sealed(whole)))


def _made_whole(item: News, now_ms: int) -> News:
    time_ms = item.time_ms if item.time_ms is not None else now_ms
    return News(item.name, item.identity, item.key or ids.new_id(), item.properties, time_ms)
