"""How best hours do beside the usual ones, on a campaign's page."""

from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from polku.act.campaigns.models import Campaign
from polku.kit import clock
from polku.learn.reports.best_hour import BestHour, Side, best_hour


@dataclass(frozen=True)
class Row:
    title: str
    side: Side
    low: str
    high: str


@dataclass(frozen=True)
class Shown:
    found: BestHour
    sentence: str
    rows: list[Row]


def shown(row: Campaign) -> Shown | None:
    """None where everybody gets it at once."""
    found = best_hour(row, now=clock.now())
    if found is None:
        return None
    titles = (_("At their best hour"), _("At an hour to learn from"), _("At the usual hours"))
    sides = (found.best, found.tried, found.usual)
    rows = [_row(title, side) for title, side in zip(titles, sides, strict=True)]
    return Shown(found, _sentence(found), rows)


def _row(title: str, side: Side) -> Row:
    low, high = side.interval or (0.0, 0.0)
    return Row(title, side, _percent(low), _percent(high))


def _percent(share: float) -> str:
    return f"{number_format(100 * share, decimal_pos=1)}%"


def _sentence(found: BestHour) -> str:
    if found.more is None:
        return _("There are too few people to compare yet.")
    points = {
        "points": f"{found.more.value * 100:+.1f}",
        "low": f"{found.more.low * 100:+.1f}",
        "high": f"{found.more.high * 100:+.1f}",
    }
    if not found.more.is_clear:
        sentence = _("No clear difference: {points} of a hundred people answer at their best hour ({low} … {high}).")
    elif found.more.value > 0:
        sentence = _("Best hours help: {points} of a hundred people answer more ({low} … {high}).")
    else:
        sentence = _("Best hours do harm: {points} of a hundred people answer ({low} … {high}).")
    return sentence.format(**points)
