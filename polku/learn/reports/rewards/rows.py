"""Which rows stand behind each number of a program's report: of a few kinds, and of parts of each."""

from collections.abc import Callable, Mapping
from datetime import datetime

import msgspec

from polku.act.rewards.ledger.models import Movement, Program
from polku.act.rewards.ledger.open import as_of
from polku.kit import clock
from polku.learn.reports.rewards import ages, months, moves, pace, passed, sql

Values = tuple[int | str, ...]
_K = Movement.Kind
MOVED = {"given": _K.GRANT, "undone": _K.BACK, "expired": _K.EXPIRED, "withdrawn": _K.WITHDRAWN}
# By what a number may be taken apart, and which numbers that are.
PARTS: Mapping[str, frozenset[str]] = {
    "store": frozenset(("used",)),
    "code": frozenset(("used",)),
    "way": frozenset(("given", "used")),
    "came": frozenset(("given", "used")),
    "through": frozenset(("used",)),
    "age": frozenset(("given", "used", "expired", "open")),
    "why": frozenset(("withdrawn",)),
    "month": frozenset((*MOVED, "used")),
    "within": frozenset(("used",)),
    "reached": frozenset(("given",)),
    "part": frozenset(("had",)),
}
USED = f"SELECT u.identity_id, u.at_ms, u.lot FROM {sql.USED_ROWS}"  # noqa: S608 ours
GIVEN = """
SELECT identity_id, at_ms, amount, cause, COALESCE(lot, id) AS lot
FROM reward_movement WHERE program_id = %s AND kind = %s
"""
# Who was given it, and a mark where they have used it.
EITHER = f"""
SELECT identity_id, at_ms, 0 AS mark FROM reward_movement WHERE program_id = %s AND kind = 'grant'
UNION ALL SELECT u.identity_id, u.at_ms, 1 FROM {sql.USED_ROWS}
"""  # noqa: S608 ours
OPEN = """
SELECT l.identity_id, g.at_ms, l.id AS lot FROM reward_lot l JOIN reward_movement g ON g.id = l.id
WHERE l.program_id = %s AND l."left" > 0 AND l.until_ms > %s
"""
USABLE, PENDING = "l.from_ms <= %s", "l.from_ms > %s"
OWING = """
SELECT CAST(SUBSTR(scope, 6) AS BIGINT) AS identity_id, 0 AS at_ms FROM reward_counter
WHERE program_id = %s AND count > 0 AND scope LIKE 'debt:%%'
"""
OF_AGE = """
SELECT g.id FROM reward_movement g WHERE g.program_id = %s AND g.kind = 'grant' AND g.at_ms > %s AND g.at_ms <= %s
"""
OF_WAY = "SELECT g.id FROM reward_movement g WHERE g.program_id = %s AND g.kind = 'grant' AND g.by = %s"


class Rows(msgspec.Struct, frozen=True):
    """`source`: a SELECT of identity_id and at_ms. `having`: of all rows of a person; `more`: its values."""

    source: str
    values: Values
    having: str = ""
    more: Values = ()

    def also(self, condition: str, *values: int | str) -> "Rows":
        """Those of which this is true, too: of their own columns."""
        return Rows(f"SELECT * FROM ({self.source}) r WHERE {condition}", (*self.values, *values))  # noqa: S608 ours


class Asked(msgspec.Struct, frozen=True):
    program: Program
    kind: str
    now: datetime


class Unknown(ValueError):
    """There is no such number."""


def rows_of(program: Program, kind: str, *, by: str = "", key: str = "", now: datetime) -> Rows:
    """Raises Unknown."""
    check(kind, by)
    whole = rows_of_kind(program, kind, now=now)
    return PART[by](Asked(program, kind, now), whole, key) if by else whole


def check(kind: str, by: str) -> None:
    """Raises Unknown where that kind is not taken apart so."""
    if by and kind not in PARTS.get(by, ()):
        raise Unknown


def rows_of_kind(program: Program, kind: str, *, now: datetime) -> Rows:
    number, now_ms = program.pk, clock.to_ms(now)
    if kind in MOVED:
        return Rows(GIVEN, (number, MOVED[kind]))
    if kind == "used":
        return Rows(USED, (number,))
    if kind == "open":
        return Rows(OPEN, (number, as_of(program, now_ms)))
    if kind in ("usable", "pending"):
        when = USABLE if kind == "usable" else PENDING
        return Rows(f"{OPEN} AND {when}", (number, as_of(program, now_ms), now_ms))
    if kind == "owing":
        return Rows(OWING, (number,))
    if (source := _passed(program, kind)) is not None:
        return Rows(*source)
    if kind == "never":
        return Rows(EITHER, (number, number), "HAVING MAX(m.mark) = 0")
    raise Unknown


def _passed(program: Program, kind: str) -> passed.Source | None:
    """Of offers and benefits: who had it, who got a prize with it, who used that."""
    found = {"had": passed.had, "came_with": passed.came_with, "used_with": passed.used_with}.get(kind)
    return found(program) if found is not None else None


def _of_part(asked: Asked, _whole: Rows, key: str) -> Rows:
    source = passed.had(asked.program, key)
    if source is None:
        raise Unknown
    return Rows(*source)


def _of_store(_asked: Asked, whole: Rows, key: str) -> Rows:
    return Rows(f"{whole.source} AND u.store = %s", (*whole.values, key))


def _of_code(_asked: Asked, whole: Rows, key: str) -> Rows:
    return Rows(f"{whole.source} AND u.code = %s", (*whole.values, key))


def _of_way(asked: Asked, whole: Rows, key: str) -> Rows:
    return whole.also(f"r.lot IN ({OF_WAY})", asked.program.pk, key)


def _of_month(_asked: Asked, whole: Rows, key: str) -> Rows:
    month = months.read(key)
    if month is None:
        raise Unknown
    return whole.also("r.at_ms >= %s AND r.at_ms < %s", *month)


def _within(asked: Asked, _whole: Rows, key: str) -> Rows:
    found = next((one for one in pace.PACES if str(one.hours) == key), None)
    if found is None:
        raise Unknown
    rows = Rows(sql.FIRST_USES, (asked.program.pk,))
    return rows.also("r.took > %s AND r.took <= %s", found.after_ms, found.until_ms)


def _reached(asked: Asked, _whole: Rows, key: str) -> Rows:
    if not key.isdecimal() or len(key) > 15:
        raise Unknown
    return Rows(sql.KEPT, (asked.program.pk,), "HAVING SUM(m.amount) >= %s", (int(key),))


def _of_age(asked: Asked, whole: Rows, key: str) -> Rows:
    """In lots that were given so long ago."""
    found = ages.span(key, now_ms=clock.to_ms(asked.now))
    if found is None:
        raise Unknown
    return whole.also(f"r.lot IN ({OF_AGE})", asked.program.pk, *found)


def _why(_asked: Asked, whole: Rows, key: str) -> Rows:
    """Of what was withdrawn: because an order went back, for a debt, or because somebody wanted it."""
    if key not in moves.CAUSES:
        raise Unknown
    return whole.also(moves.CAUSES[key])


PART: Mapping[str, Callable[[Asked, Rows, str], Rows]] = {
    "store": _of_store,
    "code": _of_code,
    "way": _of_way,
    "month": _of_month,
    "within": _within,
    "reached": _reached,
    "age": _of_age,
    "why": _why,
    "part": _of_part,
}
