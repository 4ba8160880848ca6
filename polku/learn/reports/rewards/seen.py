"""Who has looked at theirs: of the column store."""

from collections.abc import Iterator
from typing import Any

from polku.act.rewards.ledger.models import Program
from polku.kit import columns
from polku.know.people.columns import PERSON
from polku.learn.reports.rewards import sql

COUNTED = "SELECT count(), sum(views) FROM ({seen})"
PAGE = "SELECT person, at FROM ({seen}) ORDER BY at DESC, person LIMIT {{most:UInt32}} OFFSET {{skip:UInt32}}"
EVERY = 2**31


def seen(program: Program) -> tuple[int | None, int | None]:
    """How many people, and how often in all; None while the columns cannot be asked."""
    try:
        [(people, views)] = _ask(COUNTED, program)
    except columns.ColumnsError:
        return None, None
    return int(people), int(views)


def who_saw(program: Program, *, skip: int = 0, most: int | None = None) -> Iterator[tuple[int, int]]:
    """Whoever looked last first: the person's number, and when. Raises columns.ColumnsError."""
    for person, at_ms in _ask(PAGE, program, skip=skip, most=EVERY if most is None else most):
        yield int(person), int(at_ms)


def _ask(form: str, program: Program, **values: int) -> list[Any]:
    statement = form.format(seen=sql.SEEN.format(person=PERSON))
    return list(columns.query(statement, {"program": program.pk, **values}))
