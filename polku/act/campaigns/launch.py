"""Sending a campaign off."""

from datetime import datetime

from django.db import transaction

from polku.act.campaigns import checks
from polku.act.campaigns.models import Campaign, Launch
from polku.act.campaigns.problems import NotReady, content_of, problems
from polku.act.campaigns.whom import audience_rule
from polku.kit import clock
from polku.know.events.append import News, tell
from polku.know.events.read import last_seq
from polku.know.teams import trail
from polku.know.teams.models import Member
from polku.say.content.blocks.blocks import Mail
from polku.say.content.blocks.read import stored
from polku.say.content.chat import read as chat_read
from polku.say.content.chat.blocks import Chat
from polku.say.content.problem import Problem
from polku.say.outbox.ask import put_into_words


def launch(campaign: Campaign, *, by: Member | None, now: datetime) -> Launch:
    """Launch a campaign; a second time gives the launch that there is. Raises NotReady.

    Its audience is asked for by the loop, from here on: everybody who the rule finds as of `now`, in what had been
    accepted by now.
    """
    found = missing(campaign)
    if found:
        raise NotReady(found)
    with transaction.atomic():
        row, is_new = Launch.objects.get_or_create(
            campaign=campaign, defaults={"at": now, "by": by, "at_seq": last_seq()}
        )
        if is_new:
            put_into_words(
                cause_of(campaign),
                subject=campaign.subject,
                body=campaign.body,
                mail=campaign.mail,
                purpose=campaign.purpose,
                topic=campaign.topic,
                tracks_opens=campaign.tracks_opens,
                tracks_clicks=campaign.tracks_clicks,
            )
            tell([_news(campaign, by=by, now=now)], now_ms=clock.to_ms(now))
            trail.note(by, "campaign.launched", subject=cause_of(campaign), after={"name": campaign.name})
    return row


def missing(campaign: Campaign) -> list[Problem]:
    """What must be put right before it can go. Asks the platform of a chat, where it can be asked."""
    mail = mail_of(campaign) or chat_of(campaign)
    found = problems(
        name=campaign.name,
        channel_name=campaign.channel,
        subject=campaign.subject,
        body=campaign.body,
        mail=mail,
        rule=audience_rule(campaign),
        segment=campaign.segment,
        exclusion=campaign.exclusion,
        holdout_percent=campaign.holdout_percent,
        purpose=campaign.purpose,
        topic=campaign.topic,
    )
    return found or checks.unfinished(campaign.subject, mail, channel_name=campaign.channel)


def cause_of(campaign: Campaign) -> str:
    """Why its messages are sent, as the outbox knows it."""
    return f"campaign:{campaign.pk}"


def mail_of(campaign: Campaign) -> Mail | None:
    """Its blocks, where they are a mail's; else None. Raises BrokenTemplate."""
    return stored(campaign.mail) if campaign.mail and content_of(campaign.channel) != "chat" else None


def chat_of(campaign: Campaign) -> Chat | None:
    """Its blocks, where they are a chat's; else None. Raises BrokenTemplate."""
    return chat_read.stored(campaign.mail) if campaign.mail and content_of(campaign.channel) == "chat" else None


def _news(campaign: Campaign, *, by: Member | None, now: datetime) -> News:
    properties = {"campaign_id": campaign.pk, "name": campaign.name, "channel": campaign.channel}
    if by is not None:
        properties["by"] = by.email
    return News("Campaign Launched", ("campaign", str(campaign.pk)), cause_of(campaign), properties, clock.to_ms(now))
