"""Points and stamps on a report: how they moved, what is open, and that in money, on any day."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from polku.act.rewards.budgets.open_points import OpenPoints, open_points
from polku.act.rewards.ledger.models import Program
from polku.doors.web.programs.report.opens import Count, opens
from polku.doors.web.programs.report.shown import Tile
from polku.kit import clock
from polku.kit.amounts import money, number
from polku.know.teams.begin import the_team
from polku.learn.reports.rewards.report import Report

NAMES: dict[tuple[str, str], str | Promise] = {
    ("given", ""): gettext_lazy("Came in"),
    ("used", ""): gettext_lazy("Spent, less what was undone"),
    ("expired", ""): gettext_lazy("Ran out"),
    ("withdrawn", "back"): gettext_lazy("Taken back with orders"),
    ("withdrawn", "debt"): gettext_lazy("Paid debts"),
    ("withdrawn", "hand"): gettext_lazy("Withdrawn"),
}


@dataclass(frozen=True)
class Row:
    name: str
    amount: str
    times: str
    people: Count


def moves(report: Report) -> list[Row]:
    """What came and went; the last line is what is there."""
    found = [
        Row(
            str(NAMES[one.kind, one.why]),
            number(one.amount) if one.change > 0 else f"−{number(one.amount)}",
            number(one.times),
            Count(number(one.people), opens(one.kind, "why", one.why) if one.why else opens(one.kind)),
        )
        for one in report.moves
    ]
    if found:
        people = Count(number(report.numbers.open_people), opens("open"))
        found.append(Row(_("There now"), number(sum(one.change for one in report.moves)), "", people))
    return found


def day_of(text: str) -> date | None:
    """A day that is over, as an address says it."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if date(2000, 1, 1) <= day < clock.now().astimezone(_zone()).date() else None


def at_end_of(row: Program, day: date) -> OpenPoints:
    over = datetime.combine(day + timedelta(days=1), time(), _zone()).astimezone(UTC)
    return open_points(row, at_ms=clock.to_ms(over) - 1, is_now=False)


def tiles(found: OpenPoints, currency: str) -> list[Tile]:
    worth = found.worth

    def value(minor: int | None) -> str:
        return money(minor, currency) if minor is not None else _("worth not known")

    is_now = found.owed is not None  # who had them on a day that is over is not kept by person
    tiles = [
        Tile(_("Can be used"), number(found.open), value(found.open_minor), opens("usable") if is_now else ""),
        Tile(_("Pending"), number(found.pending), value(found.pending_minor), opens("pending") if is_now else ""),
    ]
    if found.owed:
        tiles.append(
            Tile(
                _("Owed by people"),
                number(found.owed),
                value(worth.of(found.owed) if worth is not None else None),
                opens("owing"),
            )
        )
    tiles.append(Tile(_("In money, at the most"), "–" if found.minor is None else money(found.minor, currency)))
    return tiles


def told(found: OpenPoints, currency: str) -> str:
    """What is taken for their worth."""
    if found.worth is None:
        return _("Nothing says what a point is worth: there is no rate, and no reward of which the value is known.")
    given = {"points": number(found.worth.points), "amount": money(found.worth.minor, currency)}
    if not found.worth.reward and found.keeps:
        told = _(
            "{points} points that are given now take {amount} off a price; those that were given on better terms more."
        )
        return told.format(**given)
    if not found.worth.reward:
        return _("By the rate: {points} points take {amount} off a price.").format(**given)
    return _("There is no rate. By the reward “{reward}”: {points} points for what is worth {amount}.").format(
        reward=found.worth.reward, **given
    )


def _zone() -> ZoneInfo:
    return ZoneInfo(the_team().time_zone or "UTC")
