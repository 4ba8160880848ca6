"""What is missing before a campaign can go: told when it is planned, and again when it is time."""

from polku.act.campaigns.checklist.collect import wrong
from polku.act.campaigns.models import Campaign
from polku.say.content.problem import Problem


def missing(campaign: Campaign) -> list[Problem]:
    """Everything that keeps it from going now. An audience of nobody does not: it may be somebody by then."""
    return wrong(campaign)
