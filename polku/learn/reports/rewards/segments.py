"""People of segments who were given a program and who used it: of the column store, as segments are now."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from polku.act.rewards.ledger.models import Program
from polku.kit import clock, columns
from polku.know.rules import ask
from polku.know.rules.compile import compile as compiled_of
from polku.know.rules.condition import RuleError
from polku.know.rules.marked import marked
from polku.know.rules.tree import read
from polku.know.segments.models import Segment
from polku.learn.reports.rewards.asked import Part
from polku.learn.reports.rewards.rows import Unknown

MOST = 20
COUNTED = (Program.Kind.COUPON, Program.Kind.STAMPS, Program.Kind.POINTS, Program.Kind.DRAW)
EVERY = 2**31
PAGE = "SELECT id FROM ({people}) ORDER BY id LIMIT {{most:UInt32}} OFFSET {{skip:UInt32}}"


def by_segment(program: Program, now: datetime) -> list[Part]:
    """People who were given it and who used it, of the largest segments that are followed.

    None while the columns cannot be asked. People of several segments count in each.
    """
    if program.kind not in COUNTED:
        return []
    rows = list(Segment.objects.filter(is_live=True, archived_at__isnull=True).order_by("-size", "pk")[:MOST])
    try:
        wanted = [read({"used_reward": program.pk}), *(read({"in_segment": row.pk}) for row in rows)]
        _people, marks = marked({"has_reward": program.pk, "state": "any"}, wanted, now)
    except (columns.ColumnsError, RuleError):
        return []
    found = []
    for nth, row in enumerate(rows, 1):
        given, used = int(marks[:, nth].sum()), int((marks[:, nth] & marks[:, 0]).sum())
        if given:
            found.append(Part(str(row.pk), given=given, used=used, people=given))
    return found


def rule(program: Program, kind: str, key: str) -> dict[str, Any]:
    """Who that is. Raises Unknown."""
    if kind not in ("given", "used") or not key.isdecimal() or len(key) > 18:
        raise Unknown
    whole: list[dict[str, Any]] = [{"has_reward": program.pk, "state": "any"}, {"in_segment": int(key)}]
    return {"all": [*whole, {"used_reward": program.pk}] if kind == "used" else whole}


def members(
    program: Program, kind: str, key: str, *, now: datetime, skip: int = 0, most: int | None = None
) -> Iterator[int]:
    """Raises Unknown, columns.ColumnsError."""
    return page(rule(program, kind, key), now=now, skip=skip, most=most)


def count(program: Program, kind: str, key: str, *, now: datetime) -> int:
    try:
        return ask.count(rule(program, kind, key), now)
    except RuleError as problem:
        raise Unknown from problem


def page(wanted: object, *, now: datetime, skip: int = 0, most: int | None = None) -> Iterator[int]:
    """Whom a rule finds, in the order of their numbers. Raises Unknown, columns.ColumnsError."""
    try:
        found = compiled_of(wanted)
    except RuleError as problem:
        raise Unknown from problem
    values = found.params | {"now": clock.to_ms(now), "skip": skip, "most": EVERY if most is None else most}
    for (person,) in columns.query(PAGE.format(people=found.sql), values, time_limit_s=ask.TIME_LIMIT_S):
        yield int(person)
