"""Understood rows become events in the log: new ones, and amended ones; what is as it was is passed over.

A transaction holds some hundred events and takes a few milliseconds, so that the server, which may be running, goes on
accepting.
"""

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from typing import cast

from django.db import connection, transaction

from polku.kit import ids
from polku.kit.sql import Cursor, marks
from polku.know.events.append import Batch, append_numbered
from polku.know.events.given import seal

EVENTS = 250  # in one batch, at most
BYTES = 256 * 1024  # in one batch, about
BATCHES = 4  # in one transaction, about

# What was imported of these rows before. Primary key. An undo beside us waits for its turn, and we for ours.
KNOWN = "SELECT id, content_hash, version, top FROM imported WHERE id IN ({marks}) ORDER BY id"
LOCK = {"sqlite": "", "postgresql": " FOR UPDATE"}

# Remembers what was imported. Primary key. {rows}: (%s, %s, %s), …
REMEMBER = """
INSERT INTO imported (id, content_hash, version)
VALUES {rows}
ON CONFLICT (id) DO UPDATE SET content_hash = EXCLUDED.content_hash, version = EXCLUDED.version
"""

# Remembers what counted before an amendment. Unique index (key, version). {rows}: (%s, %s, %s, %s), …
REMEMBER_BEFORE = """
INSERT INTO imported_amended (key, version, before_version, before_hash)
VALUES {rows}
"""

# How many rows were ever imported. Scans the table.
COUNT = "SELECT COUNT(*) FROM imported"

Told = Callable[[list[int], "Written"], None]  # in the transaction: the numbers of the batches, and what is in them


@dataclass(frozen=True)
class Keyed:
    """One event: the number of what it is about, and its JSON object without braces and without an id."""

    key: int
    body: bytes


@dataclass
class Written:
    new: int = 0
    amended: int = 0
    unchanged: int = 0

    def __iadd__(self, other: "Written") -> "Written":
        self.new += other.new
        self.amended += other.amended
        self.unchanged += other.unchanged
        return self


def write(
    rows: Sequence[Keyed],
    *,
    source: int,
    now_ms: int,
    dry: bool = False,
    told: Told = lambda _seqs, _written: None,
) -> Written:
    """Append what is new or amended, in order, each transaction complete in itself; `dry` only counts."""
    written = Written()
    for start in range(0, len(rows), BATCHES * EVENTS):
        part = rows[start : start + BATCHES * EVENTS]
        with nullcontext() if dry else transaction.atomic(), connection.cursor() as opened:
            cursor = cast("Cursor", opened)
            lock = "" if dry else LOCK[connection.vendor]
            cursor.execute(KNOWN.format(marks=marks(len(part))) + lock, [row.key for row in part])
            changes = _changes(part, {key: Known(*counts) for key, *counts in cursor.fetchall()})
            new = sum(change.before.version == 0 for change in changes)
            done = Written(new, len(changes) - new, len(part) - len(changes))
            if changes and not dry:
                batches = _batches(changes, source=source, now_ms=now_ms)
                seqs = append_numbered(cursor, batches, vendor=connection.vendor)
                _remember(cursor, changes)
                told(seqs, done)
        written += done
    return written


def ever_imported() -> int:
    with connection.cursor() as cursor:
        cursor.execute(COUNT)
        row = cursor.fetchone()
    return int(row[0]) if row else 0


@dataclass(frozen=True)
class Known:
    """What counts of a row; version 0: nothing. `top` is the highest version there ever was, where that is more."""

    content: int = 0
    version: int = 0
    top: int = 0


@dataclass(frozen=True)
class Change:
    key: int
    content: int
    version: int
    event: bytes
    before: Known


def _changes(rows: Sequence[Keyed], known: dict[int, Known]) -> list[Change]:
    """The event's id says what it is about, which version, and what it holds: of two reports of one time the later
    version has the greater id, and wins.
    """
    changes, nothing = [], Known()
    for row in rows:
        content = ids.hash63(row.body)
        before = known.get(row.key, nothing)
        if content != before.content or not before.version:
            version = max(before.version, before.top) + 1
            event_id = f"import-{ids.public(row.key)}-{version:04d}-{ids.public(content)}"
            event = b'{"messageId":"%s",%s}' % (event_id.encode(), row.body)
            changes.append(Change(row.key, content, version, event, before))
            known[row.key] = Known(content, version)  # the same row may stand in a file twice
    return changes


def _remember(cursor: Cursor, changes: Sequence[Change]) -> None:
    last = {change.key: change for change in changes}
    values = [value for change in last.values() for value in (change.key, change.content, change.version)]
    cursor.execute(REMEMBER.format(rows=", ".join(["(%s, %s, %s)"] * len(last))), values)
    amended = [change for change in changes if change.before.version]
    if amended:
        values = [
            value
            for change in amended
            for value in (change.key, change.version, change.before.version, change.before.content)
        ]
        cursor.execute(REMEMBER_BEFORE.format(rows=", ".join(["(%s, %s, %s, %s)"] * len(amended))), values)


def _batches(changes: Sequence[Change], *, source: int, now_ms: int) -> list[Batch]:
    batches, events, size = [], list[bytes](), 0
    for change in changes:
        if events and (len(events) == EVENTS or size + len(change.event) > BYTES):
            batches.append(Batch(now_ms, source, len(events), seal(events)))
            events, size = [], 0
        events.append(change.event)
        size += len(change.event)
    if events:
        batches.append(Batch(now_ms, source, len(events), seal(events)))
    return batches
