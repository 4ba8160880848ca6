"""A campaign in words."""

from polku.act.campaigns.models import Campaign
from polku.know.segments.words import in_words


def audience_of(row: Campaign) -> str:
    """The audience in words: the segment's name, or the rule's sentence."""
    if row.segment is not None:
        return row.segment.name
    return in_words(row.rule)
