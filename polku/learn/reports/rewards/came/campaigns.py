"""By which channel the campaigns that gave something have written to people."""

from collections.abc import Mapping

from polku.act.campaigns.models import Campaign
from polku.act.rewards.ledger.models import Program
from polku.kit.arrays import np
from polku.know.people import find
from polku.learn.reports.rewards.asked import ask
from polku.say.outbox.every import every_of

WHICH = """
SELECT DISTINCT by FROM reward_movement WHERE program_id = %s AND kind = 'grant' AND by LIKE 'campaign:%%'
"""
CHANNELS = "SELECT DISTINCT channel FROM message_counted WHERE campaign_id = %s AND count > 0"


def channels(program: Program) -> Mapping[str, frozenset[str]]:
    """By campaigns, as movements name them. Of one that has written to nobody yet, as it is set; "" if it is gone."""
    found: dict[str, frozenset[str]] = {}
    for (name,) in ask(WHICH, [program.pk]):
        number = int(name.removeprefix("campaign:")) if name.removeprefix("campaign:").isdecimal() else 0
        known = frozenset(row[0] for row in ask(CHANNELS, [number]))
        set_up = Campaign.objects.filter(pk=number).values_list("channel", flat=True).first()
        found[name] = known or frozenset((set_up or "",))
    return found


def channel_of_each(campaign: str) -> dict[int, str]:
    """By person: the channel of the last message to them that was sent, or else of the last that was to be."""
    every = every_of(int(campaign.removeprefix("campaign:")))
    order = np.lexsort((every.at_ms, every.became("sent")))
    identities, places = every.identities[order].tolist(), every.channels[order].tolist()
    belongs = find.profile_ids(set(identities))
    pairs = zip(identities, places, strict=True)
    return {belongs.get(identity, identity): every.names[place] for identity, place in pairs}
