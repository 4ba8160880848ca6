"""What was planned and has not gone: held, or skipped."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from polku.act.plan.models import Planned, Series

MOST = 20


@dataclass(frozen=True)
class NotGone:
    """`campaign_id`: whose page tells more; `trouble`: for why.sentence."""

    campaign_id: int
    name: str
    trouble: str
    is_over: bool


def not_gone(*, since: datetime) -> list[NotGone]:
    """What is held, and what was skipped since then; the newest first."""
    held = [
        NotGone(row.campaign_id, row.campaign.name, row.trouble, is_over=False)
        for row in Series.objects.filter(ended_at__isnull=True, paused_at__isnull=True)
        .exclude(trouble="")
        .select_related("campaign")
        .order_by("pk")[:MOST]
    ]
    skipped = Q(state=Planned.State.SKIPPED, over_at__gte=since)
    rows = Planned.objects.filter(Q(state=Planned.State.HELD) | skipped).order_by("-at")
    return held + [_of(row) for row in rows.select_related("campaign", "series__campaign")[:MOST]]


def _of(row: Planned) -> NotGone:
    campaign = row.campaign or (row.series.campaign if row.series else None)
    number, name = (campaign.pk, campaign.name) if campaign else (0, "")
    return NotGone(number, name, row.trouble, is_over=row.state == Planned.State.SKIPPED)
