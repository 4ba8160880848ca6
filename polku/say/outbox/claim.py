"""Taking blocks of due messages."""

from collections.abc import Sequence
from datetime import datetime

import msgspec
from django.db import connection, transaction

from polku.kit import bulk, clock
from polku.kit.sql import Cursor
from polku.say.channels.channel import Channel
from polku.say.outbox import sql
from polku.say.outbox.claimed import Claimed
from polku.say.outbox.packed import sql as packed
from polku.say.outbox.packed.claim import claim_slices, ended_slices, held
from polku.say.outbox.speed import speed

# Longer than a block takes, or its messages are handed out twice; short, or the messages of a dead worker wait.
LEASE_MS = 30 * clock.SECOND_MS
BLOCK = 1_000


def claim(channel: Channel, *, now: datetime, most: int | None = None, room: int | None = None) -> list[Claimed]:
    """Take `most` due messages of a channel for LEASE_MS; of campaigns no more than `room`.

    Those with rows of their own go first: single messages, and what is tried again; then causes that go at a pace, as
    far as it allows. Messages whose claim has ended are taken again only where the channel drops what it has had.
    """
    now_ms = clock.to_ms(now)
    most = most or channel.batch
    is_tight = room is not None and room < most
    with transaction.atomic(), connection.cursor() as cursor:
        claimed = _rows(cursor, channel, now_ms, sql.SINGLE if is_tight else sql.FREE, most=most)
        left = most - len(claimed)
        if room is not None:
            left = min(left, room)
        for cause, granted, pace, next_us in speed.full(cursor, now_ms=now_ms):
            taken = _of_cause(cursor, channel, now_ms, cause, most=min(granted, left))
            speed.take(cursor, cause, pace, next_us, taken=len(taken), now_ms=now_ms)
            claimed += taken
            left -= len(taken)
        if is_tight:
            taken = _rows(cursor, channel, now_ms, sql.OF_CAMPAIGNS, most=left)
            claimed += taken
            left -= len(taken)
        return claimed + _slices(cursor, channel, now_ms, sql.FREE, most=left)


def _of_cause(cursor: Cursor, channel: Channel, now_ms: int, cause: str, *, most: int) -> list[Claimed]:
    rows = _rows(cursor, channel, now_ms, sql.OF_CAUSE, cause, most=most)
    return rows + _slices(cursor, channel, now_ms, sql.OF_CAUSE, cause, most=most - len(rows))


def _rows(cursor: Cursor, channel: Channel, now_ms: int, goes: str, *of: str, most: int) -> list[Claimed]:
    """Messages with rows of their own, of which `goes` holds."""
    if most <= 0:
        return []
    states = "" if channel.has_idempotency_key else sql.ONLY_ASKED
    given: tuple[str | int, ...] = (channel.name, now_ms, *of, most)
    if connection.vendor == "sqlite":
        cursor.execute(sql.DUE.format(states=states, goes=goes), given)
        (listed,) = cursor.fetchall()[0]
        rows = msgspec.json.decode(listed)
        cursor.execute(sql.TAKE, [now_ms + LEASE_MS, msgspec.json.encode([row[0] for row in rows]).decode()])
    else:
        cursor.execute(sql.CLAIM.format(states=states, goes=goes, lock=sql.LOCK), [*given, now_ms + LEASE_MS])
        rows = cursor.fetchall()
    rows.sort()  # by number, which comes first
    return [Claimed(*row) for row in rows]


def _slices(cursor: Cursor, channel: Channel, now_ms: int, goes: str, *of: str, most: int) -> list[Claimed]:
    if most <= 0:
        return []
    return claim_slices(
        cursor,
        channel.name,
        goes,
        *of,
        most=most,
        now_ms=now_ms,
        until_ms=now_ms + LEASE_MS,
        takes_ended=channel.has_idempotency_key,
    )


def ended_claims(channel: Channel, *, now: datetime, most: int = BLOCK) -> list[Claimed]:
    """What dead workers held on a channel that cannot drop a repeated message. Within the caller's transaction."""
    with connection.cursor() as cursor:
        cursor.execute(sql.ENDED_CLAIMS.format(lock=_lock()), [channel.name, clock.to_ms(now), most])
        rows = [Claimed(*row) for row in cursor.fetchall()]
        return rows + ended_slices(cursor, channel.name, now_ms=clock.to_ms(now))


def end_claims(*, now: datetime) -> int:
    """Let go of what a worker held that is no more, instead of waiting for its lease. Returns how many rows.

    Only for whoever alone may run the loops, before they begin: a living worker's messages would be handed out twice.
    """
    with connection.cursor() as cursor:
        cursor.execute(sql.END_CLAIMS, [clock.to_ms(now), clock.to_ms(now)])
        rows = int(cursor.rowcount)
        cursor.execute(packed.END_CLAIMS, [clock.to_ms(now), clock.to_ms(now)])
        return rows + int(cursor.rowcount)


def still_held(block: Sequence[Claimed]) -> set[int]:
    """Those of a block that have not passed to another worker, who cannot take them before the caller's commit."""
    alone = [claimed for claimed in block if not claimed.block]
    with connection.cursor() as cursor:
        blocks = held(cursor, {(claimed.block, claimed.claim) for claimed in block if claimed.block})
        theirs = {claimed.id for claimed in block if claimed.block in blocks}
        return theirs | _held_alone(cursor, alone)


def _held_alone(cursor: Cursor, block: Sequence[Claimed]) -> set[int]:
    keys = [claimed.id for claimed in block]
    if not keys or (connection.vendor == "sqlite" and is_held_whole(cursor, block)):
        return set(keys)
    source = f"{sql.HELD_FROM} FOR UPDATE" if _lock() else sql.HELD_FROM
    found = dict(bulk.ask(cursor, sql.HOLDS, source, keys=keys, vendor=connection.vendor))
    return {claimed.id for claimed in block if found.get(claimed.id) == claimed.attempts}


def is_held_whole(cursor: Cursor, block: Sequence[Claimed]) -> bool:
    """SQLite: whether nothing has happened to any of a block, as mostly; told by a count, not row by row."""
    attempts = {claimed.attempts for claimed in block}
    keys = [claimed.id for claimed in block]
    return len(attempts) == 1 and bulk.count(cursor, sql.HELD_ALIKE, keys, *attempts) == len(keys)


def is_due(channel: Channel, *, now: datetime, single: bool = False) -> bool:
    """Whether a message of this channel is due, or a claim has ended; `single`: one that belongs to no campaign."""
    goes = f"{sql.GOES_NOW} AND campaign_id IS NULL" if single else sql.GOES_NOW
    with connection.cursor() as cursor:
        given: list[str | int] = [channel.name, clock.to_ms(now), clock.to_ms(now) * speed.US]
        cursor.execute(sql.IS_DUE.format(goes=goes), given)
        if cursor.fetchone() is not None:
            return True
        cursor.execute(packed.IS_DUE.format(goes=goes), given)
        return cursor.fetchone() is not None


def _lock() -> str:
    return sql.LOCK if connection.vendor == "postgresql" else ""
