"""How many opened and followed a campaign's messages. None: its channel cannot tell, or hides it."""

from dataclasses import dataclass

from polku.act.campaigns.models import Campaign
from polku.learn.reports.campaigns.prices import LINE
from polku.learn.reports.reactions import clicked, reactions
from polku.say.channels.email.channel import Email
from polku.say.channels.line.models import LineAccount
from polku.say.channels.line.units.told import units
from polku.say.channels.registry import OF_ACCOUNT


@dataclass(frozen=True)
class Answers:
    delivered: int | None = None
    opened: int | None = None
    clicked: int | None = None
    unsubscribed: int | None = None


def answers(campaign: Campaign) -> Answers:
    kind, _colon, name = campaign.channel.partition(OF_ACCOUNT)
    if campaign.channel == Email.name:
        found = reactions(campaign)
        return Answers(
            found.arrived,
            found.opened if campaign.tracks_opens else None,
            found.clicked if campaign.tracks_clicks else None,
            found.unsubscribed,
        )
    if kind == LINE and name:
        return Answers(
            opened=_seen_on_line(campaign, name), clicked=clicked(campaign) if campaign.tracks_clicks else None
        )
    return Answers()


def _seen_on_line(campaign: Campaign, name: str) -> int | None:
    """LINE's own count; nothing where it hides a part of it or has not told it."""
    account = LineAccount.objects.filter(name=name).first()
    seen = [one.saw.value for one in units(account, campaign.pk)] if account is not None else []
    known = [value for value in seen if value is not None]
    return sum(known) if known and len(known) == len(seen) else None
