"""The conditions of a campaign's blocks: asked once, together with its audience."""

from collections.abc import Sequence

from polku.act.campaigns.models import Campaign
from polku.act.campaigns.natives.wordings import in_use
from polku.act.campaigns.problems import content_of
from polku.say.content.conditions.rules import Condition, of_stored


def conditions_of(campaign: Campaign) -> Sequence[Condition]:
    """Of all of its messages, each once."""
    found = [one for row in in_use(campaign) for one in of_stored(row.mail, content_of(row.channel))]
    return list({one.key: one for one in found}.values())
