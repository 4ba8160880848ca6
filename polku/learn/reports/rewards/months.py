"""A program month by month, by the team's clock."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import msgspec

from polku.act.rewards.ledger.models import Movement, Program
from polku.kit import clock
from polku.know.teams.begin import the_team
from polku.learn.reports.rewards import sql
from polku.learn.reports.rewards.asked import IN_UNITS, ask

MOST = 240


class Month(msgspec.Struct, frozen=True):
    """`first`: its first day. Of stamps and points how many, of all else how often; `used` less what was undone."""

    first: date
    given: int = 0
    used: int = 0
    expired: int = 0
    withdrawn: int = 0


def by_month(program: Program) -> list[Month]:
    """Without gaps, so that a curve of them is right; the last of them where there are very many."""
    [(earliest, latest)] = ask(sql.SPAN, [program.pk])
    if earliest is None:
        return []
    zone = _zone()
    firsts = _months(_first(earliest, zone), _first(latest, zone))[-MOST:]
    spans = {_begin_ms(first, zone): (first, _begin_ms(_next(first), zone)) for first in firsts}
    values = [number for begin, (_first_day, end) in spans.items() for number in (begin, end)]
    statement = sql.BY_MONTH.format(rows=", ".join(["(%s, %s)"] * len(spans)))
    sums: dict[date, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for begin, kind, count, amount in ask(statement, [*values, program.pk]):
        sums[spans[int(begin)][0]][kind] += int(amount if program.kind in IN_UNITS else count)
    return [_month(first, sums[first]) for first in firsts]


def read(name: str) -> tuple[int, int] | None:
    """2026-11: its first instant and the first of the next. None: there is no such month."""
    try:
        first = datetime.strptime(name, "%Y-%m").date()  # noqa: DTZ007 a month of the team's clock
        return _begin_ms(first, _zone()), _begin_ms(_next(first), _zone())
    except (ValueError, OverflowError):
        return None


def first_day(begin_ms: int) -> date:
    return _first(begin_ms, _zone())


def _month(first: date, sums: dict[str, int]) -> Month:
    kind = Movement.Kind
    return Month(first, sums[kind.GRANT], sums[kind.USE], sums[kind.EXPIRED], sums[kind.WITHDRAWN])


def _months(first: date, last: date) -> Sequence[date]:
    found = [first]
    while found[-1] < last:
        found.append(_next(found[-1]))
    return found


def _next(first: date) -> date:
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)


def _first(at_ms: int, zone: ZoneInfo) -> date:
    return clock.from_ms(at_ms).astimezone(zone).date().replace(day=1)


def _begin_ms(first: date, zone: ZoneInfo) -> int:
    return clock.to_ms(datetime.combine(first, time(), zone).astimezone(UTC))


def _zone() -> ZoneInfo:
    return ZoneInfo(the_team().time_zone or "UTC")
