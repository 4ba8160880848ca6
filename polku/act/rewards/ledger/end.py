"""What is left of lots ends: because it is withdrawn, or because its time is over."""

from collections.abc import Sequence
from datetime import datetime

from django.db import connection, transaction

from polku.act.rewards.ledger import sql
from polku.act.rewards.ledger.models import Movement, Program
from polku.act.rewards.ledger.told import Moved, tell_of
from polku.kit import bulk, clock, ids
from polku.kit.sql import marks

AT_ONCE = 5_000  # lots in one transaction
WAITS_MS = clock.DAY_MS  # so long a coupon that is over waits to be ended

_ended_ms = (
    0  # all but coupons that were over by then have been ended; of this process: after it, a day is looked through
)


def expire(*, now_ms: int) -> int:
    """End some of the lots whose time is over. Returns how many: 0 when none is left."""
    return _expire(sql.OVER, [now_ms], now_ms=now_ms)


def expire_due(now: datetime) -> int:
    """The same, for the loop. Coupons a day later: at a till without a line one may have been used in time."""
    global _ended_ms
    now_ms = clock.to_ms(now)
    before_ms = now_ms - WAITS_MS
    since_ms = max(_ended_ms, before_ms) if _ended_ms <= now_ms else before_ms
    ended = _expire(sql.OVER_SINCE, [since_ms, now_ms], now_ms=now_ms)
    if not ended:  # else some that ended since then may be left
        _ended_ms = now_ms
    return ended + _expire(sql.OVER, [before_ms], now_ms=now_ms)


def _expire(statement: str, instants: Sequence[int], *, now_ms: int) -> int:
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(statement.format(lock=_lock(waits=False)), [*instants, AT_ONCE])
            lots = cursor.fetchall()
        return _end(lots, Movement.Kind.EXPIRED, "expired", by="", now_ms=now_ms)


def withdraw(lots: Sequence[int], *, cause: str, by: str, now_ms: int) -> int:
    """What is left of these. Returns how many had something left."""
    return sum(_withdraw(lots[at : at + AT_ONCE], cause, by, now_ms) for at in range(0, len(lots), AT_ONCE))


@transaction.atomic
def _withdraw(part: Sequence[int], cause: str, by: str, now_ms: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql.HELD.format(marks=marks(len(part)), lock=_lock(waits=True)), list(part))
        lots = cursor.fetchall()
    return _end(lots, Movement.Kind.WITHDRAWN, cause, by=by, now_ms=now_ms)


def _end(lots: Sequence[tuple[int, int, int, int, int]], kind: str, why: str, *, by: str, now_ms: int) -> int:
    """Lots that we hold: number, program, terms, whose, what is left."""
    if not lots:
        return 0
    # What is given back to one that has ended ends once more: its name is new each time.
    causes = {lot: f"{why}:{lot}:{ids.new_id()}" for lot, *_rest in lots}
    rows = [
        (program, terms, identity, kind, lot, left, causes[lot], 0, now_ms, 0, "", "", by)
        for lot, program, terms, identity, left in lots
    ]
    with connection.cursor() as cursor:
        bulk.write(cursor, sql.END, rows, vendor=connection.vendor)
        bulk.remove(cursor, sql.EMPTY, [row[0] for row in lots], vendor=connection.vendor)
    programs = Program.objects.in_bulk({row[1] for row in lots})
    for number in sorted(programs):
        moved = [
            Moved(identity, kind, lot, left, causes[lot])
            for lot, program, _terms, identity, left in lots
            if program == number
        ]
        tell_of(programs[number], moved, now_ms=now_ms)
    return len(lots)


def _lock(*, waits: bool) -> str:
    """Whoever is using one of them is done first; what is over can be ended in the next round."""
    if connection.vendor != "postgresql":
        return ""
    return "FOR UPDATE" if waits else "FOR UPDATE SKIP LOCKED"
