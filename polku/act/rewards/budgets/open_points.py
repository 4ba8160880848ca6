"""How many points are open, now or on any day before: what can be used, what is pending, what people owe."""

from fractions import Fraction

import msgspec
from django.db import connection

from polku.act.rewards.budgets.points_worth import Worth, worth
from polku.act.rewards.ledger.models import Program
from polku.act.rewards.ledger.open import as_of
from polku.act.rewards.points.debts import SCOPE
from polku.act.rewards.points.kept import Kept, kept_of

# Of all movements up to an instant, in lots that were not over then: what could be used, and what was to come, by the
# terms on which it was given.
HELD = """
SELECT
    l.terms,
    SUM(CASE WHEN l.from_ms <= %s THEN m.amount ELSE 0 END),
    SUM(CASE WHEN l.from_ms > %s THEN m.amount ELSE 0 END)
FROM (
    SELECT COALESCE(lot, id) AS lot, CASE WHEN kind IN ('grant', 'back') THEN amount ELSE -amount END AS amount
    FROM reward_movement WHERE program_id = %s AND at_ms <= %s
) m
JOIN reward_lot l ON l.id = m.lot
WHERE l.until_ms > %s
GROUP BY l.terms
"""
OWED = "SELECT SUM(count) FROM reward_counter WHERE program_id = %s AND scope LIKE %s AND count > 0"


class OpenPoints(msgspec.Struct, frozen=True):
    """`owed`: of what people get next so many are taken; known of now only, None of a day that is over. `worth`: of one
    that is given now; in money each counts by the terms that it keeps. None where nobody knows what they are worth."""

    open: int
    pending: int
    owed: int | None
    worth: Worth | None
    open_minor: int | None
    pending_minor: int | None
    minor: int | None  # open and pending, at the most
    keeps: bool = False  # some are worth more than those that are given now


def open_points(program: Program, *, at_ms: int, is_now: bool = True) -> OpenPoints:
    """By what points are worth now, whatever day it is asked of."""
    with connection.cursor() as cursor:
        cursor.execute(HELD, [at_ms, at_ms, program.pk, at_ms, as_of(program, at_ms)])
        rows = [(int(terms), int(usable or 0), int(pending or 0)) for terms, usable, pending in cursor.fetchall()]
        owed = None
        if is_now:
            cursor.execute(OWED, [program.pk, f"{SCOPE}%"])
            owed = int(cursor.fetchall()[0][0] or 0)
    promised, now = kept_of(program), worth(program)
    each = {terms: _each(promised[terms], now) for terms, *_counts in rows}
    usable = [(count, each[terms]) for terms, count, _pending in rows]
    pending = [(count, each[terms]) for terms, _usable, count in rows]
    better = Fraction(now.minor, now.points) if now is not None else Fraction(0)
    return OpenPoints(
        open=sum(count for count, _each in usable),
        pending=sum(count for count, _each in pending),
        owed=owed,
        worth=now,
        open_minor=_minor(usable),
        pending_minor=_minor(pending),
        minor=_minor([*usable, *pending]),
        keeps=any(count and (one or 0) > better for count, one in [*usable, *pending]),
    )


def _each(promised: Kept, now: Worth | None) -> Fraction | None:
    if promised.rate is not None:
        return promised.each
    return Fraction(now.minor, now.points) if now is not None else None


def _minor(counts: list[tuple[int, Fraction | None]]) -> int | None:
    """Rounded down once, as everything that points take off is."""
    if any(count and each is None for count, each in counts):
        return None
    return int(sum((count * each for count, each in counts if each is not None), Fraction(0)))
