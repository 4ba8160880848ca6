"""Which campaigns go to a segment."""

from collections.abc import Iterator

from django.db.models import Q

from polku.act.campaigns.models import Campaign
from polku.act.campaigns.problems import content_of
from polku.know.segments.made_of import by_number, mentioned
from polku.know.segments.models import Segment
from polku.know.segments.uses import Use
from polku.say.content.conditions.rules import SIGN, of_stored


def of_campaigns(segment: Segment) -> list[Use]:
    """Also those that have been launched: their page names it. And drafts whose own rule or exclusion asks for it.

    Or the condition of a block, whoever of its versions has it.
    """
    among = Q(segment=segment) | Q(rule__isnull=False) | Q(exclusion__isnull=False)
    rows = Campaign.objects.filter(among).select_related("launch").order_by("-pk")
    found = {
        row.pk: row
        for row in rows
        if row.segment_id == segment.pk or (row.launched is None and segment.pk in mentioned([row.rule, row.exclusion]))
    }
    found |= {row.pk: row for row in _with_blocks_for(segment)}
    return [Use("campaign", row.pk, row.name, is_past=_is_past(row)) for row in found.values()]


def _with_blocks_for(segment: Segment) -> Iterator[Campaign]:
    for row in (
        Campaign.every.filter(mail__contains=SIGN).select_related("variant_of__launch", "launch").order_by("-pk")
    ):
        rules = [one.rule for one in of_stored(row.mail, content_of(row.channel))]
        if segment.pk in mentioned(by_number(rules)) and not _is_past(row.whole):
            yield row.whole


def _is_past(row: Campaign) -> bool:
    """Everybody in the segment was asked for: it is not looked at again."""
    return row.launched is not None and row.launched.asked_at is not None
