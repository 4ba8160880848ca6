"""What a campaign has brought about: those who were asked beside those who were held out, drawn by lot."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from polku.act.campaigns.audience import frozen_of
from polku.act.campaigns.cause import cause_of
from polku.act.campaigns.models import Campaign
from polku.kit import clock
from polku.kit.arrays import Numbers, np
from polku.know.teams.begin import the_team
from polku.learn.reports.outcomes import ORDERED, Outcomes, outcomes, owners
from polku.learn.trials.groups import Difference, Group
from polku.learn.trials.means import welch
from polku.learn.trials.ratio import Ratio, ratio
from polku.learn.trials.shares import newcombe, wilson
from polku.say.arms import packed
from polku.say.arms.models import Arm

DAYS, MOST_DAYS = 7, 365


@dataclass(frozen=True)
class Side:
    """One of the two groups: people as they are by now, whether their message arrived or not (intention to treat)."""

    people: int
    converted: int
    revenue: float  # of all of them
    squares: float = 0.0

    @property
    def share(self) -> float | None:
        return self.converted / self.people if self.people else None

    @property
    def interval(self) -> tuple[float, float] | None:
        return wilson(self.converted, self.people)

    @property
    def each(self) -> float | None:
        """Revenue a person."""
        return self.revenue / self.people if self.people else None

    @property
    def as_group(self) -> Group:
        return Group(self.people, self.revenue, self.squares)


@dataclass(frozen=True)
class Effect:
    """The same window for both: it opens with the launch, for whoever gets nothing has no message of their own."""

    goal: str
    days: int
    since: datetime
    until: datetime
    is_over: bool
    percent: int  # held out
    currency: str
    asked: Side
    holdout: Side
    crossed: int  # people in both, since they have merged: left out of both
    difference: Difference | None  # of shares, asked less holdout
    revenue: Difference | None  # a person
    sizes: Ratio | None  # whether as many are in each as were to be drawn

    @property
    def more(self) -> Difference | None:
        """How many of those asked did it because of the message."""
        return times(self.difference, self.asked.people)

    @property
    def earned(self) -> Difference | None:
        """Revenue of all asked because of the message."""
        return times(self.revenue, self.asked.people)


def effect(campaign: Campaign, *, goal: str = ORDERED, days: int = DAYS, now: datetime) -> Effect | None:
    """None where nobody was held out of this campaign. Two questions. Raises columns.ColumnsError."""
    launch = campaign.launched
    frozen = frozen_of(launch) if launch is not None else None
    if launch is None or frozen is None or not frozen.percent:
        return None
    since, until, currency = launch.at, launch.at + timedelta(days=days), the_team().currency
    done = outcomes(goal, since_ms=clock.to_ms(since), until_ms=clock.to_ms(until), currency=currency)
    drawn = [packed.read(cause_of(campaign), arm) for arm in (Arm.Name.ASKED, Arm.Name.HOLDOUT)]
    first, second = (np.unique(owners(numbers)) for numbers in drawn)
    crossed = first[packed.holds(second, first)]
    asked, holdout = (_side(people[~packed.holds(crossed, people)], done) for people in (first, second))
    return Effect(
        goal=goal,
        days=days,
        since=since,
        until=until,
        is_over=now >= until,
        percent=frozen.percent,
        currency=currency,
        asked=asked,
        holdout=holdout,
        crossed=len(crossed),
        difference=newcombe((holdout.converted, holdout.people), (asked.converted, asked.people)),
        revenue=welch(holdout.as_group, asked.as_group),
        sizes=ratio([len(numbers) for numbers in drawn], (100 - frozen.percent, frozen.percent)),
    )


def times(difference: Difference | None, people: int) -> Difference | None:
    if difference is None:
        return None
    return Difference(difference.value * people, difference.low * people, difference.high * people, difference.p)


def _side(people: Numbers, done: Outcomes) -> Side:
    """`people` ascend."""
    revenue = done.revenue[packed.holds(people, done.people)]
    return Side(len(people), len(revenue), float(revenue.sum()), float(np.square(revenue).sum()))
