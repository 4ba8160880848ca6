"""A report's numbers as they are read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from polku.act.rewards.ledger.models import Program
from polku.doors.web.programs.report.opens import Count, opens
from polku.kit.amounts import money, number, percent
from polku.know.rules.durations import length
from polku.learn.reports.rewards.asked import IN_UNITS, Part
from polku.learn.reports.rewards.numbers import Moved, Numbers
from polku.learn.reports.rewards.report import Report

MINUTE, HOUR, DAY = 60, 3_600, 86_400


@dataclass(frozen=True)
class Tile:
    """`query`: the people behind it, as their page is asked for them."""

    label: str
    value: str
    hint: str = ""
    query: str = ""


@dataclass(frozen=True)
class Line:
    """Of a part. `share`: of what was given, or of all uses, in words."""

    name: str
    given: Count
    used: Count
    share: str
    cost: str = ""


def tiles(report: Report) -> list[Tile]:
    """Of stamps and points how many, of all else how often; beside each how many people that are."""
    found, given, in_units = report.numbers, report.numbers.given.count, report.program.kind in IN_UNITS

    def much(one: Moved) -> str:
        return number(one.amount if in_units else one.count)

    if report.program.kind == Program.Kind.DISCOUNT:
        return _applied(found)
    tiles = [
        Tile(pgettext("a reward", "Given"), much(found.given), _people(found.given.people), opens("given")),
        Tile(_("Used"), much(found.used), _people(found.used.people), opens("used")),
    ]
    if found.seen:
        words = ngettext("person, in their wallet", "people, in their wallet", found.seen)
        tiles.insert(1, Tile(_("Looked at"), number(found.seen), words, opens("seen")))
    if not in_units:
        rate = percent(found.used_lots, given) if given else "–"
        never = number(max(0, given - found.used_lots))
        told = _("of those given; {people} have used none").format(people=_people(found.never_people))
        tiles.append(Tile(_("Use rate"), rate, _("of those given, used at least once")))
        tiles.append(Tile(_("Never used"), never, told, opens("never")))
    elif found.never_people:
        words = ngettext("person", "people", found.never_people)
        tiles.append(Tile(_("Never used any"), number(found.never_people), words, opens("never")))
    still = number(found.open_amount if in_units else found.open_lots)
    tiles.append(Tile(_("Still open"), still, _people(found.open_people), opens("open")))
    expired = " · ".join(one for one in (_people(found.expired.people), _breakage(found)) if one)
    tiles.append(Tile(_("Expired"), much(found.expired), expired, opens("expired")))
    if found.withdrawn.count:
        tiles.append(Tile(_("Withdrawn"), much(found.withdrawn), _people(found.withdrawn.people), opens("withdrawn")))
    if found.undone.count:
        tiles.append(Tile(_("Uses undone"), number(found.undone.count), _people(found.undone.people), opens("undone")))
    return tiles


def _applied(found: Numbers) -> list[Tile]:
    """Of a discount: nobody holds one, so it is not given, open or over."""
    tiles = [Tile(_("Applied"), number(found.used.count), _people(found.used.people), opens("used"))]
    if found.undone.count:
        tiles.append(Tile(_("Uses undone"), number(found.undone.count), _people(found.undone.people), opens("undone")))
    return tiles


def of_money(report: Report) -> list[Tile]:
    found, currency = report.numbers, report.program.currency
    earned = found.earned(currency)
    if not found.cost_minor and not found.orders:
        return []
    tiles = [
        Tile(_("Cost"), money(found.cost_minor, currency), _("taken off by uses"), opens("used")),
        Tile(
            _("Bought with it"),
            money(earned.minor, currency),
            _("in orders from an hour before a use to a day after it: {orders}").format(orders=number(earned.orders)),
        ),
    ]
    if report.per_cost is not None and report.return_on_cost is not None:
        back, each = number_format(100 * report.return_on_cost, 0), number_format(report.per_cost, 1)
        hint = _("{each} bought with it for each unit of cost, be it caused by it or not").format(each=each)
        tiles.append(Tile(_("Return on cost"), f"{back}%", hint))
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


def lines(parts: Sequence[Part], names: Mapping[str, str], currency: str, *, by: str, whole: int = 0) -> list[Line]:
    """`whole`: all uses, where parts are not of what was given."""
    found = []
    for part in parts:
        if part.key not in names:
            continue
        of = whole or part.given
        found.append(
            Line(
                names[part.key],
                Count(number(part.given), opens("given", by, part.key)),
                Count(number(part.used), opens("used", by, part.key)),
                percent(part.used, of) if of else "–",
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
    return ngettext("{count} person", "{count} people", count).format(count=number(count))


def _breakage(found: Numbers) -> str:
    if found.breakage is None:
        return ""
    share = percent(found.expired.amount, found.over_amount)
    return _("{share} of what has seen its end").format(share=share)
