"""How many people stand on each rank of a ladder, and who they are."""

from collections.abc import Iterator, Sequence
from datetime import datetime

import msgspec
from django.db import connection

from polku.act.rewards.ledger.models import Program
from polku.act.rewards.ledger.promise import TermsProblem
from polku.act.rewards.ranks.standing import terms_of
from polku.act.rewards.ranks.terms import Rank, RanksTerms
from polku.kit.columns import ColumnsError
from polku.know.rules import ask as rules
from polku.know.rules.condition import RuleError
from polku.learn.reports.rewards import segments
from polku.learn.reports.rewards.rows import Rows, Unknown

# Where somebody stands: the highest of the places that their names have. {places}: WHEN … THEN … of each rank.
STANDS = """
SELECT place, COUNT(*)
FROM (
    SELECT MAX(CASE r.rank {places} ELSE -1 END) AS place
    FROM reward_rank r LEFT JOIN identity i ON i.id = r.identity_id
    WHERE r.program_id = %s GROUP BY COALESCE(i.profile_id, r.identity_id)
) t
GROUP BY place
"""
ROWS = """
SELECT identity_id, since_ms AS at_ms, CASE rank {places} ELSE -1 END AS place FROM reward_rank WHERE program_id = %s
"""


class Step(msgspec.Struct, frozen=True):
    """`people` None: everybody who is on no other, and nobody can say now how many these are."""

    key: str
    name: str
    at: int
    people: int | None


def steps(program: Program, now: datetime) -> list[Step]:
    """The highest first. None of what is no ladder."""
    terms = _terms(program)
    if terms is None:
        return []
    with connection.cursor() as cursor:
        cursor.execute(STANDS.format(places=_places(terms.ranks)), [*_values(terms.ranks), program.pk])
        counts = {int(place): int(people) for place, people in cursor.fetchall()}
    return [
        Step(one.key, one.name, one.at, _everybody_else(program, now) if one is terms.base else counts.get(place, 0))
        for place, one in reversed(list(enumerate(terms.ranks)))
    ]


def ranks(program: Program) -> Sequence[Rank]:
    terms = _terms(program)
    return terms.ranks if terms is not None else ()


def rows_of(program: Program, key: str) -> Rows:
    """Raises Unknown."""
    all_of = ranks(program)
    place = next((place for place, one in enumerate(all_of) if one.key == key), None)
    if place is None:
        raise Unknown
    values = (*_values(all_of), program.pk)
    return Rows(ROWS.format(places=_places(all_of)), values, "HAVING MAX(m.place) = %s", (place,))


def is_base(program: Program, key: str) -> bool:
    """Whether it is the rank that everybody has."""
    terms = _terms(program)
    return terms is not None and terms.base is not None and terms.base.key == key


def rule(program: Program, key: str) -> dict[str, object]:
    return {"rank": program.pk, "in": [key]}


def on_base(program: Program, *, now: datetime, skip: int = 0, most: int | None = None) -> Iterator[int]:
    """Raises columns.ColumnsError."""
    return segments.page(rule(program, _base(program)), now=now, skip=skip, most=most)


def base_count(program: Program, *, now: datetime) -> int:
    return rules.count(rule(program, _base(program)), now)


def _everybody_else(program: Program, now: datetime) -> int | None:
    try:
        return base_count(program, now=now)
    except (ColumnsError, RuleError):
        return None


def _base(program: Program) -> str:
    terms = _terms(program)
    if terms is None or terms.base is None:
        raise Unknown
    return terms.base.key


def _terms(program: Program) -> RanksTerms | None:
    if program.kind != Program.Kind.RANKS:
        return None
    try:
        return terms_of(program)
    except TermsProblem:
        return None


def _places(ranks: Sequence[Rank]) -> str:
    return " ".join(["WHEN %s THEN %s"] * len(ranks))


def _values(ranks: Sequence[Rank]) -> tuple[int | str, ...]:
    return tuple(value for place, one in enumerate(ranks) for value in (one.key, place))
