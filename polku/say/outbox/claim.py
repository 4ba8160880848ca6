"""Taking blocks of due messages."""

from datetime import datetime

import msgspec
from django.db import connection, transaction

from polku.kit import clock
from polku.say.channels.channel import Channel
from polku.say.outbox import sql

# Longer than a block takes, or its messages are handed out twice; short, or the messages of a dead worker wait.
LEASE_MS = 30 * clock.SECOND_MS
BLOCK = 1_000


class Claimed(msgspec.Struct, frozen=True, gc=False):
    """A message that we hold, by the number of our claim, `attempts`."""

    id: int
    cause: str
    identity_id: int
    channel: str
    campaign_id: int | None
    attempts: int


def claim(channel: Channel, *, now: datetime, most: int = BLOCK) -> list[Claimed]:
    """Take due messages of a channel for LEASE_MS.

    Messages whose claim has ended are taken again only where the channel drops what it has had already.
    """
    now_ms = clock.to_ms(now)
    statement = sql.CLAIM.format(states="" if channel.has_idempotency_key else sql.ONLY_ASKED, lock=_lock())
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, [channel.name, now_ms, min(most, channel.batch), now_ms + LEASE_MS])
        return sorted((Claimed(*row) for row in cursor.fetchall()), key=lambda claimed: claimed.id)


def ended_claims(channel: Channel, *, now: datetime, most: int = BLOCK) -> list[Claimed]:
    """What dead workers held on a channel that cannot drop a repeated message. Within the caller's transaction."""
    with connection.cursor() as cursor:
        cursor.execute(sql.ENDED_CLAIMS.format(lock=_lock()), [channel.name, clock.to_ms(now), most])
        return [Claimed(*row) for row in cursor.fetchall()]


def end_claims(*, now: datetime) -> int:
    """Let go of what a worker held that is no more, instead of waiting for its lease. Returns how many messages.

    Only for whoever alone may run the loops, before they begin: a living worker's messages would be handed out twice.
    """
    with connection.cursor() as cursor:
        cursor.execute(sql.END_CLAIMS, [clock.to_ms(now), clock.to_ms(now)])
        return int(cursor.rowcount)


def is_due(channel: Channel, *, now: datetime) -> bool:
    """Whether a message of this channel is due, or a claim has ended."""
    with connection.cursor() as cursor:
        cursor.execute(sql.IS_DUE, [channel.name, clock.to_ms(now)])
        return cursor.fetchone() is not None


def _lock() -> str:
    return sql.LOCK if connection.vendor == "postgresql" else ""
