"""The messages of a campaign: its own, and the variants of it."""

from polku.act.campaigns.models import Campaign
from polku.act.campaigns.trials.models import Trial

MOST = 5  # with the campaign's own


def versions(campaign: Campaign) -> list[Campaign]:
    """The campaign's own message first, then its variants in their order."""
    return [campaign, *campaign.variants.order_by("number")]


def trial_of(campaign: Campaign) -> Trial | None:
    """None where there is nothing to compare: there is a trial as long as there are variants."""
    return Trial.objects.filter(campaign=campaign).first()
