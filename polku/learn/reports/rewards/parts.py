"""A program's numbers by store, code, way, segment and month; and the funnel of what is collected."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, timedelta

import msgspec

from polku.act.rewards.ledger.models import Movement, Program
from polku.kit import columns
from polku.know.rules.condition import RuleError
from polku.know.rules.marked import marked
from polku.know.rules.tree import read
from polku.know.segments.models import Segment
from polku.learn.reports.rewards import sql
from polku.learn.reports.rewards.numbers import ask

MOST_SEGMENTS, MOST_STEPS = 20, 50
IN_UNITS = (Program.Kind.STAMPS, Program.Kind.POINTS)
EPOCH = date(1970, 1, 1)
COUNTED = (Program.Kind.COUPON, Program.Kind.STAMPS, Program.Kind.POINTS, Program.Kind.DRAW)


class Part(msgspec.Struct, frozen=True):
    """`key`: of a store its key, of a segment its number, "" where nothing was said."""

    key: str
    given: int = 0
    used: int = 0
    people: int = 0
    minor: int = 0


class Month(msgspec.Struct, frozen=True):
    """`first`: its first day. Of stamps and points how many, of all else how often."""

    first: date
    given: int = 0
    used: int = 0
    expired: int = 0
    withdrawn: int = 0


class Step(msgspec.Struct, frozen=True):
    """So many people were given `at` or more in all."""

    at: int
    people: int


def by_store(program: Program) -> list[Part]:
    return [_part(row) for row in ask(sql.BY_STORE, [program.pk])]


def by_code(program: Program) -> list[Part]:
    return [_part(row) for row in ask(sql.BY_CODE, [program.pk])]


def by_way(program: Program) -> list[Part]:
    """Who gave it: "member:3", "key:2", "campaign:7"; of those given how many were used."""
    rows = ask(sql.BY_WAY, [program.pk, program.pk])
    return [Part(by, given=int(given), used=int(used), people=int(people)) for by, given, used, people in rows]


def by_segment(program: Program, now: datetime) -> list[Part]:
    """People who were given it and who used it, of the largest segments that are followed: as these are now.

    None while the columns cannot be asked. People of several segments count in each.
    """
    if program.kind not in COUNTED:
        return []
    rows = list(Segment.objects.filter(is_live=True, archived_at__isnull=True).order_by("-size", "pk")[:MOST_SEGMENTS])
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


def by_month(program: Program) -> list[Month]:
    """Without gaps, so that a curve of them is right."""
    sums: dict[date, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for day, kind, count, amount in ask(sql.BY_DAY, [program.pk]):
        much = int(amount if program.kind in IN_UNITS else count)
        sums[(EPOCH + timedelta(days=int(day))).replace(day=1)][kind] += much
    return [_month(first, sums[first]) for first in _months(sorted(sums))]


def funnel(program: Program, most: int = MOST_STEPS) -> list[Step]:
    totals = [(int(total), int(people)) for total, people in ask(sql.FUNNEL, [program.pk])]
    return [
        Step(at, sum(people for total, people in totals if total >= at))
        for at in range(1, min(most, max((total for total, _people in totals), default=0)) + 1)
    ]


def _part(row: Sequence[object]) -> Part:
    key, used, people, minor = row
    return Part(str(key), used=int(str(used)), people=int(str(people)), minor=int(str(minor or 0)))


def _month(first: date, sums: dict[str, int]) -> Month:
    kind = Movement.Kind
    used = sums[kind.USE] - sums[kind.BACK]
    return Month(first, sums[kind.GRANT], used, sums[kind.EXPIRED], sums[kind.WITHDRAWN])


def _months(found: Sequence[date]) -> list[date]:
    if not found:
        return []
    months, last = [found[0]], found[-1]
    while months[-1] < last:
        months.append((months[-1] + timedelta(days=32)).replace(day=1))
    return months
