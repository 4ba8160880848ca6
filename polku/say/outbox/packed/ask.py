"""Asking for messages to many at once: all of them, or none."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from polku.kit import bulk, clock
from polku.kit.sql import Cursor
from polku.say.outbox.packed import sql
from polku.say.outbox.packed.pack import BLOCK, identities_packed

AT_ONCE = 50  # blocks in one statement


def ask_audience(
    cause: str,
    *,
    identity_ids: Sequence[int],
    channel: str,
    campaign_id: int | None,
    due_ms: int,
    now: datetime,
    version: int = 0,
) -> int:
    """Ask for one message to each of these people, for a cause that has asked for none of theirs. Returns how many.

    `identity_ids` is in ascending order and names nobody twice; who was erased meanwhile is asked for no more. Within
    the caller's transaction, which keeps that the cause has asked them. A million take about a second. `version`: which
    of the cause's wordings they get.
    """
    now_ms = clock.to_ms(now)
    with transaction.atomic(), connection.cursor() as cursor:
        identity_ids = _known(cursor, identity_ids)
        if not identity_ids:
            return 0
        first = reserve(cursor, len(identity_ids))
        for start in range(0, len(identity_ids), BLOCK * AT_ONCE):
            parts = [
                identity_ids[at : at + BLOCK]
                for at in range(start, min(start + BLOCK * AT_ONCE, len(identity_ids)), BLOCK)
            ]
            rows: list[tuple[Any, ...]] = []
            kept: dict[int, bytes] = {}
            for place, part in enumerate(parts):
                number = first + start + place * BLOCK
                counts = (0, 0, 0, 0)  # claims, attempts, done, taken
                span = (len(part), part[0], part[-1])
                rows.append(
                    (cause, channel, campaign_id, version, number, *span, "asked", due_ms, due_ms, *counts, now_ms)
                )
                kept[number] = identities_packed(part)
            bulk.write(cursor, sql.ASK, rows, vendor=connection.vendor)
            cursor.execute(sql.NUMBERED, [first + start, first + start + BLOCK * AT_ONCE])
            people = [(block, kept[number]) for number, block in cursor.fetchall()]
            bulk.write(cursor, sql.KEEP_RECIPIENTS, people, vendor=connection.vendor)
    return len(identity_ids)


def _known(cursor: Cursor, identity_ids: Sequence[int]) -> Sequence[int]:
    found = 0
    for start in range(0, len(identity_ids), AT_ONCE * BLOCK):
        part = identity_ids[start : start + AT_ONCE * BLOCK]
        found += bulk.how_many(cursor, sql.KNOWN, part, vendor=connection.vendor)
    if found == len(identity_ids):  # nearly always
        return identity_ids
    known = {number for (number,) in bulk.ask(cursor, "id", sql.KNOWN, keys=identity_ids, vendor=connection.vendor)}
    return [number for number in identity_ids if number in known]


def reserve(cursor: Cursor, count: int) -> int:
    """The first of so many numbers in a row that no other message will have."""
    if connection.vendor == "sqlite":
        cursor.execute(sql.NUMBERS_MADE)
        cursor.execute(sql.RESERVE, [count])
    else:
        cursor.execute(sql.LOCK_NUMBERS)
        cursor.execute(sql.RESERVE_PG, [count])
    row = cursor.fetchone()
    assert row is not None
    return int(row[0]) - count + 1
