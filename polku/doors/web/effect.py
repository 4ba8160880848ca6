"""What a campaign brought about, on its page: beside the clicks, by the goal and the time that somebody chooses."""

from dataclasses import dataclass

from polku.act.campaigns.models import Campaign
from polku.doors.web.asked import Asked
from polku.doors.web.columns_asked import ask
from polku.doors.web.paging import whole_number
from polku.kit import clock, money
from polku.know.rules.known import events
from polku.learn.reports.campaigns.rule import rule_of
from polku.learn.reports.effect import MOST_DAYS, Effect, Side, effect
from polku.learn.reports.effect_words import rule, sentence
from polku.learn.reports.outcomes import ORDERED
from polku.learn.trials.groups import Difference

PERIODS = (1, 3, 7, 14, 30, 90)
MOST_GOALS = 200
SPAN = 0.92  # of the picture's width: the rest is air


@dataclass(frozen=True)
class Whisker:
    """An interval on a line that has 0 in its middle: percent of the picture's width."""

    low: float
    width: float
    value: float  # where its mark begins


@dataclass(frozen=True)
class Row:
    """One of the two groups, for the table."""

    side: Side
    is_asked: bool
    each_minor: int | None


@dataclass(frozen=True)
class Shown:
    found: Effect
    sentence: str
    rule: str
    rows: tuple[Row, Row]
    whisker: Whisker | None
    revenue_minor: tuple[int, int, int] | None  # a person: value, low, high
    earned_minor: tuple[int, int, int] | None
    goals: list[str]
    periods: tuple[int, ...]


def shown(request: Asked, row: Campaign) -> Shown | None:
    """None where nobody was held out, and while the column store cannot be asked."""
    usual = rule_of(row)
    days = whole_number(request.GET.get("days")) or usual.days
    days = days if 1 <= days <= MOST_DAYS else usual.days
    goal = request.GET.get("goal", "").strip()[:200] or usual.goal
    found = ask(lambda: effect(row, goal=goal, days=days, now=clock.now()))
    if found is None:
        return None
    return Shown(
        found=found,
        sentence=sentence(found),
        rule=rule(found),
        rows=(_row(found, found.asked), _row(found, found.holdout)),
        whisker=_whisker(found.difference),
        revenue_minor=_minor(found.revenue, found.currency),
        earned_minor=_minor(found.earned, found.currency),
        goals=_goals(goal),
        periods=tuple(sorted({*PERIODS, days})),
    )


def _goals(goal: str) -> list[str]:
    known = [one.name for one in ask(lambda: events(clock.now())) or []][:MOST_GOALS]
    return list(dict.fromkeys([ORDERED, goal, *known]))


def _row(found: Effect, side: Side) -> Row:
    # Where nobody spent anything in the team's currency, what was spent in others stands above: no ¥0 beside dollars.
    has_any = bool(found.asked.revenue or found.holdout.revenue)
    each = None if side.each is None or not has_any else money.to_minor(round(side.each, 6), found.currency)
    return Row(side, side is found.asked, each)


def _minor(change: Difference | None, currency: str) -> tuple[int, int, int] | None:
    if change is None:
        return None
    value, low, high = (money.to_minor(round(one, 6), currency) or 0 for one in (change.value, change.low, change.high))
    return value, low, high


def _whisker(change: Difference | None) -> Whisker | None:
    if change is None:
        return None
    reach = max(abs(change.low), abs(change.high)) / SPAN or 1.0
    low, value, high = (50 + 50 * one / reach for one in (change.low, change.value, change.high))
    return Whisker(round(low, 2), round(high - low, 2), round(value - 0.4, 2))
