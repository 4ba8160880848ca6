"""Why a campaign's messages are sent, as the outbox and the trail know it."""

from polku.act.campaigns.models import Campaign


def cause_of(campaign: Campaign) -> str:
    return f"campaign:{campaign.pk}"
