"""Giving a cause a pace, and taking from its bucket within a claim."""

from collections.abc import Iterator
from datetime import datetime

from django.db import connection, transaction

from polku.kit import clock
from polku.kit.sql import Cursor
from polku.say.outbox.speed import bucket, sql
from polku.say.outbox.speed.models import CausePace

US = 1_000  # in a millisecond


def keep(cause: str, per_hour: int, *, now: datetime) -> None:
    """From now on so many in an hour; said again, what has been taken counts on. 0: as fast as it goes."""
    if not per_hour:
        CausePace.objects.filter(cause=cause).delete()
        return
    now_us = clock.to_ms(now) * US
    with transaction.atomic():
        row = CausePace.objects.select_for_update().filter(cause=cause).first()
        # A slow pace's next gulp may be an hour ahead.
        soon_us = bucket.after(per_hour, now_us, taken=bucket.gulp(per_hour), now_us=now_us)
        next_us = min(row.next_us, soon_us) if row is not None else now_us
        CausePace.objects.update_or_create(cause=cause, defaults={"per_hour": per_hour, "next_us": next_us})


def per_hour(cause: str) -> int:
    """0: as fast as it goes, or nothing of it waits."""
    return CausePace.objects.filter(cause=cause).values_list("per_hour", flat=True).first() or 0


def full(cursor: Cursor, *, now_ms: int) -> Iterator[tuple[str, int, int, int]]:
    """cause, how many may leave now, its pace and its moment. What another worker is taking from is left out."""
    lock = "FOR UPDATE SKIP LOCKED" if connection.vendor == "postgresql" else ""
    cursor.execute(sql.FULL.format(lock=lock), [now_ms * US])
    for cause, pace, next_us in cursor.fetchall():
        yield cause, bucket.holds(pace, next_us, now_us=now_ms * US), pace, next_us


def take(cursor: Cursor, cause: str, pace: int, next_us: int, *, taken: int, now_ms: int) -> None:
    """Within the transaction in which `full` has been asked."""
    if taken:
        cursor.execute(sql.TAKE, [bucket.after(pace, next_us, taken=taken, now_us=now_ms * US), cause])


def tidy(now: datetime) -> int:  # noqa: ARG001 - every tick is told the time
    """Let go of the paces of what is through: each claim looks at all there are."""
    if not CausePace.objects.exists():
        return 0
    with connection.cursor() as cursor:
        cursor.execute(sql.OVER)
    return 0
