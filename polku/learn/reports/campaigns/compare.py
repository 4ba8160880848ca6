"""A campaign beside the last ten before it: of the same channel, and of the same series."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from polku.act.campaigns.models import Campaign
from polku.act.plan.models import Planned
from polku.act.plan.states import occurrence_of
from polku.learn.reports.campaigns.count import kept_of
from polku.learn.reports.campaigns.numbers import Numbers

MOST = 10
CHANNEL, SERIES = "channel", "series"


@dataclass(frozen=True)
class Row:
    """`numbers` None: not counted yet."""

    number: int
    name: str
    at: datetime
    numbers: Numbers | None


@dataclass(frozen=True)
class Middle:
    """Medians of those of which it is known; None of none. Money in the team's currency."""

    sent: float | None
    delivered: float | None  # shares of what was sent
    opened: float | None
    clicked: float | None
    people: float | None
    orders: float | None
    revenue: float | None  # smallest units
    cost: float | None
    uplift: float | None


@dataclass(frozen=True)
class Comparison:
    of: str  # CHANNEL or SERIES
    rows: tuple[Row, ...]  # the newest first
    middle: Middle

    @property
    def is_whole(self) -> bool:
        return all(one.numbers is not None for one in self.rows)


def comparisons(campaign: Campaign, *, currency: str) -> list[Comparison]:
    """Those that there are. A handful of queries, however large the campaigns were: what was counted is kept."""
    launch = campaign.launched
    if launch is None:
        return []
    earlier = Campaign.objects.filter(launch__at__lt=launch.at).select_related("launch").order_by("-launch__at", "-pk")
    among = {CHANNEL: earlier.filter(channel=campaign.channel)}
    if series := occurrence_of(campaign):
        same = Planned.objects.filter(series=series, campaign__isnull=False).values("campaign_id")
        among[SERIES] = earlier.filter(pk__in=same)
    found = {name: list(rows[:MOST]) for name, rows in among.items()}
    kept = kept_of([one.pk for rows in found.values() for one in rows])
    return [_comparison(name, rows, kept, currency) for name, rows in found.items() if rows]


def _comparison(of: str, campaigns: Sequence[Campaign], kept: dict[int, Numbers], currency: str) -> Comparison:
    rows = tuple(
        Row(one.pk, one.name, one.launched.at, kept.get(one.pk)) for one in campaigns if one.launched is not None
    )
    return Comparison(of, rows, middle([one.numbers for one in rows if one.numbers is not None], currency=currency))


def middle(numbers: Sequence[Numbers], *, currency: str) -> Middle:
    def of(value: Callable[[Numbers], float | None]) -> float | None:
        known = [found for one in numbers if (found := value(one)) is not None]
        return float(median(known)) if known else None

    return Middle(
        sent=of(lambda one: one.sent),
        delivered=of(lambda one: one.share(one.delivered)),
        opened=of(lambda one: one.share(one.opened)),
        clicked=of(lambda one: one.share(one.clicked)),
        people=of(lambda one: one.share(one.people)),
        orders=of(lambda one: one.orders),
        revenue=of(lambda one: one.income(currency)),
        cost=of(lambda one: one.cost.minor if one.cost is not None and one.cost.currency == currency else None),
        uplift=of(lambda one: one.uplift.value if one.uplift is not None and one.is_trusted else None),
    )
