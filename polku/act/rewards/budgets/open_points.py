"""How many points are open, now or on any day before: what can be used, what is pending, what people owe."""

import msgspec
from django.db import connection

from polku.act.rewards.budgets.points_worth import Worth, worth
from polku.act.rewards.ledger.models import Program
from polku.act.rewards.ledger.open import as_of
from polku.act.rewards.points.debts import SCOPE

# Of all movements up to an instant, in lots that were not over then: what could be used, and what was to come.
HELD = """
SELECT
    SUM(CASE WHEN l.from_ms <= %s THEN m.amount ELSE 0 END),
    SUM(CASE WHEN l.from_ms > %s THEN m.amount ELSE 0 END)
FROM (
    SELECT COALESCE(lot, id) AS lot, CASE WHEN kind IN ('grant', 'back') THEN amount ELSE -amount END AS amount
    FROM reward_movement WHERE program_id = %s AND at_ms <= %s
) m
JOIN reward_lot l ON l.id = m.lot
WHERE l.until_ms > %s
"""
OWED = "SELECT SUM(count) FROM reward_counter WHERE program_id = %s AND scope LIKE %s AND count > 0"


class OpenPoints(msgspec.Struct, frozen=True):
    """`owed`: of what people get next so many are taken; known of now only, None of a day that is over."""

    open: int
    pending: int
    owed: int | None
    worth: Worth | None

    @property
    def minor(self) -> int | None:
        """Open and pending in money, at the most; None where nobody knows what they are worth."""
        if not self.open + self.pending:
            return 0
        return self.worth.of(self.open + self.pending) if self.worth is not None else None


def open_points(program: Program, *, at_ms: int, is_now: bool = True) -> OpenPoints:
    """By what points are worth now, whatever day it is asked of."""
    with connection.cursor() as cursor:
        cursor.execute(HELD, [at_ms, at_ms, program.pk, at_ms, as_of(program, at_ms)])
        [(usable, pending)] = cursor.fetchall()
        owed = None
        if is_now:
            cursor.execute(OWED, [program.pk, f"{SCOPE}%"])
            owed = int(cursor.fetchall()[0][0] or 0)
    return OpenPoints(int(usable or 0), int(pending or 0), owed, worth(program))
