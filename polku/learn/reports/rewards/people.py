"""The people behind each number of a program's report."""

from collections.abc import Iterator
from datetime import datetime

import msgspec
from django.db import connection

from polku.act.rewards.ledger.models import Movement, Program
from polku.kit import clock
from polku.learn.reports.rewards import sql

_K = Movement.Kind
MOVED = {"given": _K.GRANT, "undone": _K.BACK, "expired": _K.EXPIRED, "withdrawn": _K.WITHDRAWN}
KINDS = (*MOVED, "used", "open", "never")
BY = ("store", "code", "way")


class Line(msgspec.Struct, frozen=True):
    """`identity`: one of theirs. `at_ms`: when it last happened; None where that is nothing of an instant."""

    identity: int
    at_ms: int | None


def people(
    program: Program, kind: str, *, by: str = "", key: str = "", now: datetime, skip: int = 0, most: int | None = None
) -> Iterator[Line]:
    """`kind`: one of KINDS. `by`, `key`: of one store or code (used), or way (given). The latest first."""
    statement, values = _asked(program.pk, kind, by, key, clock.to_ms(now))
    if most is not None:
        statement, values = f"{statement} LIMIT %s OFFSET %s", [*values, most, skip]
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        while rows := cursor.fetchmany(1_000):
            yield from (Line(identity, at_ms if kind != "open" else None) for identity, at_ms in rows)


def _asked(number: int, kind: str, by: str, key: str, now_ms: int) -> tuple[str, list[int | str]]:
    if by == "way":
        return sql.WHO_GOT, [number, _K.GRANT, key]
    if by == "store":
        return sql.WHO_USED_AT, [number, key]
    if by == "code":
        return sql.WHO_SHOWED, [number, key]
    if kind in MOVED:
        return sql.MOVED, [number, MOVED[kind]]
    if kind == "open":
        return sql.WHO_HAS, [number, now_ms]
    return (sql.WHO_NEVER, [number, number]) if kind == "never" else (sql.WHO_USED, [number])
