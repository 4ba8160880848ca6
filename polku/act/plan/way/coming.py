"""Campaigns of higher priority that are to come within the widest window of a cap, the first first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from polku.act.campaigns.cause import cause_of
from polku.act.campaigns.models import Campaign, Launch
from polku.act.campaigns.natives.wordings import channels_of
from polku.act.plan.models import Planned, Series
from polku.act.plan.series import coming as occurrences
from polku.kit import clock
from polku.say.limits import caps
from polku.say.limits.terms import LONGEST_HOURS
from polku.say.outbox.packed.models import MessageCounted

MOST = 20  # of a series as often as it goes
MOST_IN_SERIES = 8


@dataclass(frozen=True)
class Coming:
    """`key`: as say/limits/way knows it; `campaign`: who its people are."""

    key: str
    campaign: Campaign
    at: datetime
    is_asked: bool = False

    @property
    def scopes(self) -> list[tuple[str, str]]:
        return [(channel, self.campaign.purpose) for channel in channels_of(self.campaign)]


def coming(campaign: Campaign, *, at: datetime | None = None, now: datetime) -> list[Coming]:
    """What this one would give way to if it went at `at`, or now; nothing where it is not limited, or nothing is."""
    holding, exempt = caps.current(), caps.exempt()
    if not holding or campaign.purpose in exempt:
        return []
    until = (at or now) + timedelta(hours=max(terms.hours for terms in holding))
    found = [*_launched(campaign, now=now), *_planned(campaign, until=until), *_again(campaign, now=now, until=until)]
    counted = [
        one
        for one in found
        if one.campaign.purpose not in exempt and any(terms.counts(*scope) for terms in holding for scope in one.scopes)
    ]
    return sorted(counted, key=lambda one: (one.at, one.key))[:MOST]


def key_of(series: Series, number: int) -> str:
    return f"series:{series.pk}/{number}"


def is_asked(launch: Launch) -> bool:
    """Whether everybody's message is in the outbox: nobody waits for the winner of a trial."""
    trial = launch.campaign.tried
    return launch.asked_at is not None and (launch.stopped_at is not None or trial is None or not trial.is_open)


def is_waiting(campaign: Campaign) -> bool:
    """Whether messages of it are in the outbox that have not left."""
    return MessageCounted.objects.filter(campaign_id=campaign.pk, state__in=("asked", "claimed")).exists()


def _launched(campaign: Campaign, *, now: datetime) -> Iterator[Coming]:
    since = now - timedelta(hours=LONGEST_HOURS)
    higher = Launch.objects.filter(campaign__priority__gt=campaign.priority, stopped_at__isnull=True, at__gt=since)
    for launch in (
        higher.exclude(campaign=campaign).select_related("campaign__segment", "campaign__trial").order_by("pk")
    ):
        if not is_asked(launch) or is_waiting(launch.campaign):
            yield Coming(cause_of(launch.campaign), launch.campaign, launch.at, is_asked(launch))


def _planned(campaign: Campaign, *, until: datetime) -> Iterator[Coming]:
    rows = Planned.objects.filter(
        campaign__priority__gt=campaign.priority, campaign__launch__isnull=True, over_at__isnull=True, at__lt=until
    )
    for row in rows.exclude(campaign=campaign).select_related("campaign__segment").order_by("at", "pk"):
        if row.campaign is not None:
            yield Coming(cause_of(row.campaign), row.campaign, row.at)


def _again(campaign: Campaign, *, now: datetime, until: datetime) -> Iterator[Coming]:
    rows = Series.objects.filter(
        campaign__priority__gt=campaign.priority, ended_at__isnull=True, paused_at__isnull=True, next_at__lt=until
    )
    for row in rows.select_related("campaign__segment").order_by("pk"):
        since = now - timedelta(hours=row.late_hours)
        for one in occurrences(row, since=since, most=MOST_IN_SERIES):
            if one.at < until:
                yield Coming(key_of(row, one.number), row.campaign, one.at)


def at_ms(one: Coming) -> int:
    return clock.to_ms(one.at)
