"""Which campaigns go to a segment."""

from django.db.models import Q

from polku.act.campaigns.models import Campaign
from polku.know.segments.made_of import mentioned
from polku.know.segments.models import Segment
from polku.know.segments.uses import Use


def of_campaigns(segment: Segment) -> list[Use]:
    """Also those that have been launched: their page names it. And drafts whose own rule or exclusion asks for it."""
    among = Q(segment=segment) | Q(rule__isnull=False) | Q(exclusion__isnull=False)
    rows = Campaign.objects.filter(among).select_related("launch").order_by("-pk")
    return [
        Use("campaign", row.pk, row.name, is_past=_is_past(row))
        for row in rows
        if row.segment_id == segment.pk or (row.launched is None and segment.pk in mentioned([row.rule, row.exclusion]))
    ]


def _is_past(row: Campaign) -> bool:
    """Everybody in the segment was asked for: it is not looked at again."""
    return row.launched is not None and row.launched.asked_at is not None
