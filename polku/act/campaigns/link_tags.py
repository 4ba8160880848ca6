"""How the links of a campaign are tagged."""

from datetime import datetime
from zoneinfo import ZoneInfo

from polku.act.campaigns.models import Campaign
from polku.know.teams.begin import the_team
from polku.say.content.link_tags import policy
from polku.say.content.link_tags.tags import Tags


def tags_of(campaign: Campaign, *, now: datetime) -> Tags:
    """Of one of its messages, if it were launched now."""
    whole = campaign.whole
    facts = policy.facts(
        channel=campaign.channel,
        campaign=whole.name,
        number=whole.pk,
        variant=campaign.letter,
        at=now.astimezone(ZoneInfo(the_team().time_zone)),
        purpose=whole.purpose,
        topic=whole.topic,
    )
    return policy.tags(whole.link_tags, facts)
