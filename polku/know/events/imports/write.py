"""Understood rows become events in the log: new ones, and amended ones; what is as it was is passed over.

A transaction holds some hundred events and takes a few milliseconds, so that the server, which may be running, goes on
accepting.
"""

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from typing import cast

from django.db import connection, transaction

from polku.kit import ids
from polku.kit.sql import Cursor, marks
from polku.know.events.append import Batch, append
from polku.know.events.given import seal

EVENTS = 250  # in one batch, at most
BYTES = 256 * 1024  # in one batch, about
BATCHES = 4  # in one transaction, about

# What was imported of these rows before. Primary key.
KNOWN = "SELECT id, content_hash, version FROM imported WHERE id IN ({marks})"

# Remembers what was imported. Primary key. {rows}: (%s, %s, %s), …
REMEMBER = """
INSERT INTO imported (id, content_hash, version)
VALUES {rows}
ON CONFLICT (id) DO UPDATE SET content_hash = EXCLUDED.content_hash, version = EXCLUDED.version
"""


# How many rows were ever imported. Scans the table.
COUNT = "SELECT COUNT(*) FROM imported"


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


def write(rows: Sequence[Keyed], *, source: int, now_ms: int, dry: bool = False) -> Written:
    """Append what is new or amended, in order, each transaction complete in itself; `dry` only counts."""
    written = Written()
    for start in range(0, len(rows), BATCHES * EVENTS):
        part = rows[start : start + BATCHES * EVENTS]
        with nullcontext() if dry else transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(KNOWN.format(marks=marks(len(part))), [row.key for row in part])
            changes = _changes(part, {key: (content, version) for key, content, version in cursor.fetchall()})
            if changes and not dry:
                append(
                    cast("Cursor", cursor), _batches(changes, source=source, now_ms=now_ms), vendor=connection.vendor
                )
                values = [value for change in changes for value in (change.key, change.content, change.version)]
                cursor.execute(REMEMBER.format(rows=", ".join(["(%s, %s, %s)"] * len(changes))), values)
        new = sum(change.version == 1 for change in changes)
        written += Written(new, len(changes) - new, len(part) - len(changes))
    return written


def ever_imported() -> int:
    with connection.cursor() as cursor:
        cursor.execute(COUNT)
        row = cursor.fetchone()
    return int(row[0]) if row else 0


@dataclass(frozen=True)
class Change:
    key: int
    content: int
    version: int
    event: bytes


def _changes(rows: Sequence[Keyed], known: dict[int, tuple[int, int]]) -> list[Change]:
    """The event's id says what it is about, which version, and what it holds: of two reports of one time the later
    version has the greater id, and wins.
    """
    changes = []
    for row in rows:
        content = ids.hash63(row.body)
        before, version = known.get(row.key, (None, 0))
        if content != before:
            event_id = f"import-{ids.public(row.key)}-{version + 1:04d}-{ids.public(content)}"
            event = b'{"messageId":"%s",%s}' % (event_id.encode(), row.body)
            changes.append(Change(row.key, content, version + 1, event))
    return changes


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
