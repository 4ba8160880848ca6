"""A program's numbers by store and code; and the funnel of what is collected."""

from collections.abc import Sequence

import msgspec

from polku.act.rewards.ledger.models import Program
from polku.learn.reports.rewards import sql
from polku.learn.reports.rewards.asked import Part, ask

MOST_STEPS = 50


class Step(msgspec.Struct, frozen=True):
    """So many people were given `at` or more in all."""

    at: int
    people: int


def by_store(program: Program) -> list[Part]:
    return [_part(row) for row in ask(sql.BY_STORE, [program.pk])]


def by_code(program: Program) -> list[Part]:
    return [_part(row) for row in ask(sql.BY_CODE, [program.pk])]


def funnel(program: Program, most: int = MOST_STEPS) -> list[Step]:
    totals = [(int(total), int(people)) for total, people in ask(sql.FUNNEL, [program.pk])]
    return [
        Step(at, sum(people for total, people in totals if total >= at))
        for at in range(1, min(most, max((total for total, _people in totals), default=0)) + 1)
    ]


def _part(row: Sequence[object]) -> Part:
    key, used, people, minor = row
    return Part(str(key), used=int(str(used)), people=int(str(people)), minor=int(str(minor or 0)))
