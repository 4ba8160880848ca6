"""Sending a campaign off."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from polku.act.campaigns import checks, gives
from polku.act.campaigns.approval import gate, request
from polku.act.campaigns.cause import cause_of
from polku.act.campaigns.link_tags import tags_of
from polku.act.campaigns.models import Campaign, Launch
from polku.act.campaigns.natives.rounds import falls_back, rounds_of
from polku.act.campaigns.natives.wordings import in_use, label
from polku.act.campaigns.problems import NotReady, content_of, problems
from polku.act.campaigns.timing import timing as timings
from polku.act.campaigns.timing.choose import as_of
from polku.act.campaigns.whom import audience_rule
from polku.kit import clock
from polku.know.events.append import News, tell
from polku.know.events.read import last_seq
from polku.know.teams import trail
from polku.know.teams.models import ApiKey, Member
from polku.say.content.blocks.blocks import Mail
from polku.say.content.blocks.read import stored
from polku.say.content.chat import read as chat_read
from polku.say.content.chat.blocks import Chat
from polku.say.content.link_tags.tags import to_store
from polku.say.content.problem import Problem
from polku.say.outbox.ask import put_into_words
from polku.say.outbox.claimed import wording_of


def launch(
    campaign: Campaign,
    *,
    by: Member | None,
    now: datetime,
    key: ApiKey | None = None,
    is_approved: bool = False,
    timing: timings.Timing | None = None,
) -> Launch:
    """Launch a campaign; a second time gives the launch that there is. Raises NotReady, and NeedsApproval.

    Its audience is asked for by the loop, from here on: everybody who the rule finds as of `now`, in what had been
    accepted by now. `is_approved`: somebody else has said yes already. `timing`: where what the
    campaign says of it is not to be taken as of now.
    """
    found = missing(campaign)
    if found:
        raise NotReady(found)
    if not is_approved and not Launch.objects.filter(campaign=campaign).exists():
        gate.check(campaign, by=by, key=key, now=now)
    return send_off(campaign, by=by, now=now, timing=timing)


def send_off(
    campaign: Campaign,
    *,
    by: Member | None,
    now: datetime,
    approved_by: Member | None = None,
    timing: timings.Timing | None = None,
) -> Launch:
    """The same without a look, for whoever has had it."""
    timing = timing or as_of(timings.stored(campaign.timing), now)
    with transaction.atomic():
        row, is_new = Launch.objects.get_or_create(
            campaign=campaign,
            defaults={
                "at": now,
                "by": by,
                "at_seq": last_seq(),
                "timing": timings.to_store(timing),
                "fallback_over_at": None if falls_back(campaign) else now,
            },
        )
        if is_new:
            for one in in_use(campaign):
                _put_into_words(one, wording_of(cause_of(campaign), one.number), timing, now=now)
            for cause in rounds_of(campaign)[1:]:  # there from the first, so that it can be paused and stopped
                _put_into_words(campaign, cause, timing, now=now)
            request.lapse(campaign, now=now)
            tell([_news(campaign, by=by, approved_by=approved_by, now=now)], now_ms=clock.to_ms(now))
            asked = {"asked_by": str(by or "")} if approved_by is not None else {}
            after = {"name": campaign.name, **asked}
            trail.note(approved_by or by, "campaign.launched", subject=cause_of(campaign), after=after)
    return row


def _put_into_words(one: Campaign, key: str, timing: timings.Timing, *, now: datetime) -> None:
    put_into_words(
        key,
        subject=one.subject,
        body=one.body,
        mail=one.mail,
        purpose=one.whole.purpose,
        topic=one.whole.topic,
        tracks_opens=one.tracks_opens,
        tracks_clicks=one.tracks_clicks,
        link_tags=to_store(tags_of(one, now=now)),
        waits_for_store=timing.kind == timings.STORE_OPEN,
    )


def missing(campaign: Campaign) -> list[Problem]:
    """What must be put right before it can go. Asks the platform of a chat, where it can be asked."""
    first, *others = there = in_use(campaign)
    return (
        _missing(first, campaign)
        + [
            replace(problem, sentence=f"{label(one, there)}: {problem.sentence}")
            for one in others
            for problem in _missing(one, campaign)
        ]
        + gives.missing(campaign)
    )


def _missing(one: Campaign, campaign: Campaign) -> list[Problem]:
    """Of one of its messages."""
    mail = mail_of(one) or chat_of(one)
    found = problems(
        name=campaign.name,
        channel_name=one.channel,
        subject=one.subject,
        body=one.body,
        mail=mail,
        rule=audience_rule(campaign),
        segment=campaign.segment,
        exclusion=campaign.exclusion,
        holdout_percent=campaign.holdout_percent,
        purpose=campaign.purpose,
        topic=campaign.topic,
        link_tags=campaign.link_tags,
    )
    return found or checks.unfinished(one.subject, mail, channel_name=one.channel, body=one.body)


def mail_of(campaign: Campaign) -> Mail | None:
    """Its blocks, where they are a mail's; else None. Raises BrokenTemplate."""
    return stored(campaign.mail) if campaign.mail and content_of(campaign.channel) != "chat" else None


def chat_of(campaign: Campaign) -> Chat | None:
    """Its blocks, where they are a chat's; else None. Raises BrokenTemplate."""
    return chat_read.stored(campaign.mail) if campaign.mail and content_of(campaign.channel) == "chat" else None


def _news(campaign: Campaign, *, by: Member | None, approved_by: Member | None, now: datetime) -> News:
    properties = {"campaign_id": campaign.pk, "name": campaign.name, "channel": campaign.channel}
    if by is not None:
        properties["by"] = by.email
    if approved_by is not None:
        properties["approved_by"] = approved_by.email
    return News("Campaign Launched", ("campaign", str(campaign.pk)), cause_of(campaign), properties, clock.to_ms(now))
