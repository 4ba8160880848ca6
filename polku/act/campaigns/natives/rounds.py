"""The causes of a campaign: that of its first round, and of each in which it may go again by another channel."""

from polku.act.campaigns.cause import cause_of
from polku.act.campaigns.models import Campaign
from polku.act.campaigns.natives.several import stored
from polku.act.campaigns.natives.wordings import channels_of
from polku.say.outbox.rounds import MOST, round_of


def falls_back(campaign: Campaign) -> bool:
    several = stored(campaign.several)
    return several is not None and several.fallback_h is not None and len(channels_of(campaign)) > 1


def rounds_of(campaign: Campaign) -> list[str]:
    count = min(MOST, len(channels_of(campaign))) if falls_back(campaign) else 1
    return [round_of(cause_of(campaign), number) for number in range(1, count + 1)]
