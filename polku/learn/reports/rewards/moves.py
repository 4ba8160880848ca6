"""How points and stamps moved: what came, what went, and what is there in the end."""

from collections.abc import Mapping

import msgspec

from polku.act.rewards.ledger.models import Program
from polku.learn.reports.rewards.asked import IN_UNITS, ask

# Why something was withdrawn, by how its cause begins (points/reverse.py, points/debts.py).
CAUSES: Mapping[str, str] = {
    "back": "r.cause LIKE 'back/%%'",
    "debt": "r.cause LIKE 'debt/%%'",
    "hand": "r.cause NOT LIKE 'back/%%' AND r.cause NOT LIKE 'debt/%%'",
}
# Uses that were undone, and what undid them, left out.
MOVES = """
SELECT
    r.kind,
    CASE
        WHEN r.kind <> 'withdrawn' THEN ''
        WHEN r.cause LIKE 'back/%%' THEN 'back'
        WHEN r.cause LIKE 'debt/%%' THEN 'debt'
        ELSE 'hand'
    END,
    COUNT(*), SUM(r.amount), COUNT(DISTINCT COALESCE(i.profile_id, NULLIF(r.identity_id, 0)))
FROM reward_movement r LEFT JOIN identity i ON i.id = r.identity_id
WHERE r.program_id = %s AND r.kind <> 'back'
    AND (r.kind <> 'use' OR NOT EXISTS (SELECT 1 FROM reward_movement b WHERE b.of = r.id))
GROUP BY 1, 2
"""
ORDER = (
    ("grant", "", "given"), ("use", "", "used"), ("expired", "", "expired"),
    ("withdrawn", "back", "withdrawn"), ("withdrawn", "debt", "withdrawn"), ("withdrawn", "hand", "withdrawn"),
)  # fmt: skip


class Move(msgspec.Struct, frozen=True):
    """`kind`: "given", "used", "expired", "withdrawn"; `why`: of the last, one of CAUSES. What is given adds to what is
    there, all else takes of it."""

    kind: str
    why: str
    times: int
    amount: int
    people: int

    @property
    def change(self) -> int:
        return self.amount if self.kind == "given" else -self.amount


def moves(program: Program) -> list[Move]:
    """Of stamps and points; they add up to what is left in lots."""
    if program.kind not in IN_UNITS:
        return []
    found = {
        (kind, why): (int(times), int(amount), int(people)) for kind, why, times, amount, people in _asked(program)
    }
    return [Move(name, why, *found[kind, why]) for kind, why, name in ORDER if (kind, why) in found]


def _asked(program: Program) -> list[tuple[str, str, int, int, int]]:
    return ask(MOVES, [program.pk])
