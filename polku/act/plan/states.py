"""Where campaigns stand that are still to go."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from polku.act.campaigns.approval.find import waiting
from polku.act.campaigns.models import Campaign
from polku.act.plan.how import read
from polku.act.plan.models import Planned, Series


@dataclass(frozen=True)
class Coming:
    state: str  # Planned's, or "series" or "paused" of one that goes again and again, or "approval"
    at: datetime | None


def coming_of(campaigns: Sequence[Campaign]) -> dict[int, Coming]:
    """By the campaign's number; drafts that nobody has planned or asked to approve are not in it. Three queries."""
    numbers = [one.pk for one in campaigns]
    if not numbers:
        return {}
    found: dict[int, Coming] = {}
    for series in Series.objects.filter(campaign_id__in=numbers, ended_at__isnull=True):
        is_paused = series.paused_at is not None
        found[series.campaign_id] = Coming("paused" if is_paused else "series", None if is_paused else series.next_at)
    for planned in Planned.objects.filter(campaign_id__in=numbers, over_at__isnull=True):
        if planned.campaign_id is not None:
            found[planned.campaign_id] = Coming(planned.state, planned.at)
    for asked in waiting(numbers):
        found[asked.campaign_id] = Coming("approval", read(asked.how).at)
    return found


def occurrence_of(campaign: Campaign) -> Series | None:
    """The series that this campaign is an occurrence of."""
    made = Planned.objects.filter(campaign=campaign, series__isnull=False).select_related("series__campaign").first()
    return made.series if made is not None else None
