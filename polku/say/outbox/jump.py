"""When the machine's clock is set back: what was about to go out goes out, instead of waiting for the old time."""

from datetime import datetime

from django.db import connection

from polku.kit import clock
from polku.say.outbox import sql
from polku.say.outbox.claim import LEASE_MS
from polku.say.outbox.packed import sql as packed
from polku.say.outbox.speed import sql as speed
from polku.say.outbox.speed.speed import US

JUMP_MS = 2_000  # less is what clocks are corrected by all day

_ahead_ms: int | None = None  # the wall clock less the monotonic one, at the last look


def tick(now: datetime) -> int:
    """Look whether the clock was set back since the last look, and pull what was due along."""
    global _ahead_ms
    ahead_ms = clock.to_ms(now) - round(clock.monotonic() * 1000)
    before_ms, _ahead_ms = _ahead_ms, ahead_ms
    if before_ms is None or before_ms - ahead_ms < JUMP_MS:
        return 0
    return pull_along(back_ms=before_ms - ahead_ms, now=now)


def pull_along(*, back_ms: int, now: datetime) -> int:
    """Messages due by the old clock, or claimed by it, become so by the new one. Later ones keep their hour."""
    old_now_ms = clock.to_ms(now) + back_ms
    with connection.cursor() as cursor:
        given = [back_ms, clock.to_ms(now), old_now_ms + LEASE_MS]
        cursor.execute(sql.PULL_ALONG, given)
        rows = int(cursor.rowcount)
        cursor.execute(speed.PULL_ALONG, [back_ms * US, clock.to_ms(now) * US])
        cursor.execute(packed.PULL_ALONG, [back_ms, *given])
        return rows + int(cursor.rowcount)
