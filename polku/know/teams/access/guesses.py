"""Guessing becomes slow: after a few wrong answers one waits, a little longer each time.

Kept in the database, so that every process counts together. Each attempt is counted before it is looked at and struck
off when it was right: many at once are no way around. An account, an address and the two together are counted each:
the pair stops who tries many passwords on one member, the address who tries one password on many members, the account
who tries from many addresses. A browser in which the member has been signed in before is counted by itself, so that
nobody can lock a member out by guessing.
"""

from collections.abc import Iterable

from django.db import transaction

from polku.kit import clock
from polku.know.teams.access.counts import Count
from polku.know.teams.access.models import Guesses

REMEMBERED_MS = clock.DAY_MS


@transaction.atomic
def knock(counts: Iterable[Count]) -> int:
    """0: this attempt is counted and may be looked at; else the seconds to wait, and it is not counted."""
    counts, now_ms = sorted(counts, key=lambda count: count.key), clock.now_ms()
    Guesses.objects.bulk_create([Guesses(key=count.key, last_ms=now_ms) for count in counts], ignore_conflicts=True)
    # In the order of keys: two processes with the same rows never wait for each other in a circle.
    ours = Guesses.objects.select_for_update().filter(key__in=[count.key for count in counts]).order_by("key")
    rows = {row.key: row for row in ours}
    until_ms = max(row.until_ms for row in rows.values())
    if until_ms > now_ms:
        return -(-(until_ms - now_ms) // 1000)
    for count in counts:
        row = rows[count.key]
        row.count = 1 if row.last_ms < now_ms - REMEMBERED_MS else row.count + 1
        row.last_ms = now_ms
        over = row.count - count.free
        row.until_ms = now_ms + 1000 * min(count.most_s, 2 ** min(over, 20)) if over >= 0 else 0
        row.save()
    return 0


@transaction.atomic
def was_right(counts: Iterable[Count]) -> None:
    """The attempt just counted was no guess."""
    for count in sorted(counts, key=lambda count: count.key):
        row = Guesses.objects.select_for_update().filter(key=count.key).first()
        if row is None:
            continue
        if count.is_cleared:
            row.delete()
        else:
            row.count, row.until_ms = max(0, row.count - 1), 0
            row.save()


def forget_old(now_ms: int) -> int:
    """What nobody has to wait for any more."""
    return Guesses.objects.filter(last_ms__lt=now_ms - REMEMBERED_MS).delete()[0]
