"""The numbers of a report as words, in the reader's language: the page and the printed one say the same."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from polku.kit.amounts import money, number, percent
from polku.learn.reports.campaigns.compare import Middle
from polku.learn.reports.campaigns.names import goal_title, times_title
from polku.learn.reports.campaigns.numbers import Numbers, Range, Sum
from polku.learn.reports.campaigns.report import Report
from polku.learn.reports.outcomes import ORDERED

MINUS = "−"


@dataclass(frozen=True)
class Cell:
    """A value, and what stands small beside it."""

    value: str
    hint: str = ""


@dataclass(frozen=True)
class Tile:
    label: str
    cell: Cell


def tiles(report: Report) -> list[list[Tile]]:
    """The headline numbers: what went, what came of it, what it cost."""
    one = report.numbers
    went = [Tile(_("Sent"), Cell(number(one.sent), _("of {asked} asked").format(asked=number(one.asked))))]
    for label, count in (
        (_("Delivered"), one.delivered),
        (_("Opened"), one.opened),
        (_("Followed a link"), one.clicked),
    ):
        if count is not None:
            went.append(Tile(label, _share(one, count)))
    came = [
        Tile(goal_title(one.goal), _share(one, one.people)),
        Tile(times_title(one.goal), Cell(_number(one.orders))),
        Tile(_("Revenue"), Cell(_unknown() if one.revenue is None else sums(one.revenue, one.currency))),
    ]
    cost = [
        Tile(_("Cost"), _cost(one)),
        Tile(
            _("Cost per order") if one.goal == ORDERED else _("Cost each time"),
            Cell(money(round(one.cost_each), one.cost.currency) if one.cost_each and one.cost else "–"),
        ),
        Tile(_("Revenue over cost"), Cell("–" if one.times is None else f"{number_format(one.times, 1)} ×")),
    ]
    if one.percent:
        cost.append(Tile(_("Return"), _gained(report.gained)))
    return [[*went, *came], cost] if len(went) == 1 else [went, came, cost]


def heads(goal: str) -> list[str]:
    """Of a comparison's columns, after the name."""
    return [
        _("Sent"), _("Delivered"), _("Opened"), _("Clicked"), goal_title(goal) if goal == ORDERED else _("Did it"),
        times_title(goal), _("Revenue"), _("Cost"), _("Uplift"),
    ]  # fmt: skip


def cells(one: Numbers) -> list[Cell]:
    return [
        Cell(number(one.sent)),
        _share(one, one.delivered, unknown="–"),
        _share(one, one.opened, unknown="–"),
        _share(one, one.clicked, unknown="–"),
        _share(one, one.people, unknown="–"),
        Cell(number(one.orders)),
        Cell("–" if one.revenue is None else sums(one.revenue, one.currency)),
        Cell("–" if not one.is_cost_known else sums(one.costs, one.currency)),
        Cell("–" if one.uplift is None or not one.is_trusted else points(one.uplift.value)),
    ]


def middle_cells(middle: Middle, currency: str) -> list[Cell]:
    def of_hundred(share: float | None) -> Cell:
        return Cell("–" if share is None else percent(round(share * 10_000), 10_000))

    def amount(minor: float | None) -> Cell:
        return Cell("–" if minor is None else money(round(minor), currency))

    return [
        Cell(number(middle.sent)),
        of_hundred(middle.delivered),
        of_hundred(middle.opened),
        of_hundred(middle.clicked),
        of_hundred(middle.people),
        Cell(number(middle.orders)),
        amount(middle.revenue),
        amount(middle.cost),
        Cell("–" if middle.uplift is None else points(middle.uplift)),
    ]


def points(share: float) -> str:
    """A difference of shares, of a hundred people: +1.25."""
    return _signed(share * 100, 2)


def sums(found: Sequence[Sum], currency: str) -> str:
    """In each currency that occurs; 0 of the team's where there is none."""
    return " + ".join(money(one.minor, one.currency) for one in found if one.minor or len(found) == 1) or money(
        0, currency
    )


def earned(one: Numbers, units: int) -> Cell | None:
    """Revenue because of it, with its range."""
    if one.earned is None or not one.is_trusted:
        return None
    value, low, high = (
        money(round(part * units), one.currency) for part in (one.earned.value, one.earned.low, one.earned.high)
    )
    return Cell(value, f"{low} … {high}")


def _share(one: Numbers, count: int | None, *, unknown: str = "") -> Cell:
    return (
        Cell(unknown or _unknown())
        if count is None
        else Cell(number(count), percent(count, one.sent) if one.sent else "")
    )


def _number(count: int | None) -> str:
    return _unknown() if count is None else number(count)


def _cost(one: Numbers) -> Cell:
    if one.is_cost_known:
        return Cell(sums(one.costs, one.currency))
    known = [part for part in one.costs if part.minor]
    return Cell(_unknown(), _("at least {known}").format(known=sums(known, one.currency)) if known else "")


def _gained(found: Range | None) -> Cell:
    if found is None:
        return Cell("–")
    value, low, high = (f"{_signed(part * 100, 0)}%" for part in (found.value, found.low, found.high))
    return Cell(value, f"{low} … {high}")


def _signed(value: float, places: int) -> str:
    rounded = round(value, places)
    sign = MINUS if rounded < 0 else "+" if rounded > 0 else ""
    return sign + number_format(abs(rounded), places, force_grouping=True)


def _unknown() -> str:
    return _("unknown")
