"""Taking due deliveries of one webhook."""

from datetime import datetime

import msgspec
from django.db import connection, transaction

from polku.act.webhooks import sql
from polku.kit import clock

# Longer than an attempt can take, or an event goes twice; short, or the deliveries of a dead worker wait.
LEASE_MS = 60 * clock.SECOND_MS


class Claimed(msgspec.Struct, frozen=True, gc=False):
    """A delivery that we hold, by the number of our claim."""

    id: int
    webhook_id: int
    seq: int
    nth: int
    name: str
    message_id: str
    attempts: int  # this one counted
    claims: int

    @property
    def is_test(self) -> bool:
        return self.seq < 0


def claim(webhook_id: int, *, most: int, now: datetime) -> list[Claimed]:
    """At most so many, those first that have waited longest. Whose claim has ended is taken again."""
    now_ms = clock.to_ms(now)
    with connection.cursor() as cursor:
        cursor.execute(sql.IS_DUE, [webhook_id, now_ms])
        if cursor.fetchone() is None:
            return []
    lock = sql.LOCK if connection.vendor == "postgresql" else ""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql.CLAIM.format(lock=lock), [webhook_id, now_ms, most, now_ms + LEASE_MS])
        return sorted((Claimed(*row) for row in cursor.fetchall()), key=lambda claimed: claimed.id)
