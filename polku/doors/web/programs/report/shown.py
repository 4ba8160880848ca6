"""A report's numbers as they are read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from polku.kit.amounts import money, number, percent
from polku.know.rules.durations import length
from polku.learn.reports.rewards.numbers import Numbers
from polku.learn.reports.rewards.parts import Part
from polku.learn.reports.rewards.report import Report

MINUTE, HOUR, DAY = 60, 3_600, 86_400


@dataclass(frozen=True)
class Tile:
    """`who`: the people behind it, as their page calls them."""

    label: str
    value: str
    hint: str = ""
    who: str = ""


@dataclass(frozen=True)
class Line:
    """Of a part. `share`: of what was given, or of all uses, in words; `tenths`: the same as the length of a bar."""

    key: str
    name: str
    given: str
    used: str
    share: str
    percent: int
    cost: str = ""


def tiles(report: Report) -> list[Tile]:
    found, given = report.numbers, report.numbers.given.count
    rate = percent(found.used_lots, given) if given else ""
    tiles = [
        Tile(_("Given"), number(given), _people(found.given.people), "given"),
        Tile(_("Used"), number(found.used.count), _people(found.used.people), "used"),
        Tile(_("Use rate"), rate or "–", _("of those given, used at least once")),
        Tile(_("Still open"), number(found.open_lots), "", "open"),
        Tile(_("Never used"), number(max(0, given - found.used_lots)), _("of those given"), "never"),
        Tile(_("Expired"), number(found.expired.count), _breakage(found), "expired"),
    ]
    if found.seen:
        tiles.insert(1, Tile(_("Looked at"), number(found.seen), _("people, in their wallet")))
    if found.withdrawn.count:
        tiles.append(Tile(_("Withdrawn"), number(found.withdrawn.count), "", "withdrawn"))
    if found.undone.count:
        tiles.append(Tile(_("Uses undone"), number(found.undone.count), "", "undone"))
    return tiles


def of_money(report: Report) -> list[Tile]:
    found, currency = report.numbers, report.program.currency
    earned = found.earned(currency)
    if not found.cost_minor and not found.orders:
        return []
    tiles = [
        Tile(_("Cost"), money(found.cost_minor, currency), _("taken off by uses")),
        Tile(
            _("Bought with it"),
            money(earned.minor, currency),
            _("in orders from an hour before a use to a day after it: {orders}").format(orders=number(earned.orders)),
        ),
    ]
    if report.per_cost is not None:
        tiles.append(Tile(_("For each unit of cost"), f"{report.per_cost:.1f}", _("bought with it")))
    return tiles


def pace(found: Numbers) -> list[Tile]:
    """How long people take to use it."""
    if found.until_used is None:
        return []
    spread = found.until_used
    return [
        Tile(_("A quarter of the uses within"), lasted(spread.quarter_ms)),
        Tile(_("Half within"), lasted(spread.median_ms)),
        Tile(_("Three quarters within"), lasted(spread.three_quarters_ms)),
    ]


def lines(parts: Sequence[Part], names: Mapping[str, str], currency: str, *, whole: int = 0) -> list[Line]:
    """`whole`: all uses, where parts are not of what was given."""
    found = []
    for part in parts:
        if part.key not in names:
            continue
        of = whole or part.given
        found.append(
            Line(
                part.key,
                names[part.key],
                number(part.given),
                number(part.used),
                percent(part.used, of) if of else "–",
                round(100 * part.used / of) if of else 0,
                money(part.minor, currency) if part.minor else "",
            )
        )
    return found


def lasted(ms: int) -> str:
    """In the unit in which one says it: 90 minutes, 30 hours, 12 days."""
    seconds = ms // 1000
    unit = next((unit for unit in (DAY, HOUR) if seconds >= 2 * unit), MINUTE)
    return length(max(1, round(seconds / unit)) * unit)


def _people(count: int) -> str:
    return _("{count} people").format(count=number(count))


def _breakage(found: Numbers) -> str:
    if found.breakage is None:
        return ""
    share = percent(found.expired.amount, found.over_amount)
    return _("{share} of what has seen its end").format(share=share)
