"""Writing a campaign, as long as it has not been launched."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from polku.act.campaigns.approval import request
from polku.act.campaigns.gives import problems as gives_problems
from polku.act.campaigns.models import Campaign, Launch
from polku.act.campaigns.natives.wordings import is_taken
from polku.act.campaigns.priority import NORMAL
from polku.act.campaigns.problems import AlreadyLaunched, NotReady, content_of, problems
from polku.act.campaigns.told import note_written, state
from polku.act.campaigns.whom import audience_rule
from polku.kit import clock
from polku.know.people.consent.purposes import MARKETING
from polku.know.segments.made_of import by_number
from polku.know.segments.models import Segment
from polku.know.teams.models import Member
from polku.say.content.blocks import read as mail_read
from polku.say.content.blocks.blocks import Mail
from polku.say.content.chat import read as chat_read
from polku.say.content.chat.blocks import Chat
from polku.say.content.conditions.numbered import numbered
from polku.say.content.problem import Problem

AS_IT_IS: Any = object()


def create(
    name: str,
    *,
    channel: str = "paper",
    subject: str = "",
    body: str = "",
    mail: Mail | Chat | None = None,
    rule: Any = None,
    segment: Segment | None = None,
    exclusion: Any = None,
    holdout_percent: int = 0,
    purpose: str = MARKETING,
    topic: str = "",
    tracks_opens: bool = True,
    tracks_clicks: bool = True,
    link_tags: Any = None,
    folder: str = "",
    priority: int = NORMAL,
    gives: int | None = None,
    by: Member | None = None,
) -> Campaign:
    """A new draft. Its audience is a named segment or a rule. Raises NotReady.

    Whoever meets `exclusion`, a rule, is taken off; so many percent of the rest get nothing (audience.py).
    `link_tags`: what is said instead of the team's policy (say/content/link_tags). `priority`: see priority.py.
    `gives`: the number of a program (gives.py).
    `mail` is for channels with blocks, a mail's or a chat's; there `body` alone becomes one text. Others leave it out.
    """
    campaign = Campaign(
        created_by=by,
        purpose=purpose,
        topic=topic,
        tracks_opens=tracks_opens,
        tracks_clicks=tracks_clicks,
        exclusion=exclusion,
        holdout_percent=holdout_percent,
        link_tags=link_tags,
        folder=folder,
        priority=priority,
        gives=gives,
    )
    return _keep(
        campaign, name=name, channel=channel, subject=subject, body=body, mail=mail, rule=rule, segment=segment, by=by
    )


def change(
    campaign: Campaign,
    *,
    name: str,
    channel: str,
    subject: str,
    body: str = "",
    mail: Mail | Chat | None = None,
    rule: Any = None,
    segment: Segment | None = None,
    exclusion: Any = AS_IT_IS,
    holdout_percent: int | None = None,
    purpose: str | None = None,
    topic: str | None = None,
    tracks_opens: bool | None = None,
    tracks_clicks: bool | None = None,
    link_tags: Any = AS_IT_IS,
    folder: str | None = None,
    priority: int | None = None,
    gives: Any = AS_IT_IS,
    by: Member | None = None,
) -> Campaign:
    """Rewrite a draft; exclusion, holdout, purpose, topic, tracking and tags stay as they are where none is given.

    Raises NotReady, AlreadyLaunched.
    """
    if Launch.objects.filter(campaign=campaign.whole).exists():
        raise AlreadyLaunched
    campaign.exclusion = campaign.exclusion if exclusion is AS_IT_IS else exclusion
    campaign.holdout_percent = campaign.holdout_percent if holdout_percent is None else holdout_percent
    campaign.purpose = campaign.purpose if purpose is None else purpose
    campaign.topic = campaign.topic if topic is None else topic
    campaign.tracks_opens = campaign.tracks_opens if tracks_opens is None else tracks_opens
    campaign.tracks_clicks = campaign.tracks_clicks if tracks_clicks is None else tracks_clicks
    campaign.folder = campaign.folder if folder is None else folder
    campaign.priority = campaign.priority if priority is None else priority
    campaign.gives = campaign.gives if gives is AS_IT_IS else gives
    campaign.link_tags = campaign.link_tags if link_tags is AS_IT_IS else link_tags
    return _keep(
        campaign, name=name, channel=channel, subject=subject, body=body, mail=mail, rule=rule, segment=segment, by=by
    )


def _keep(
    campaign: Campaign,
    *,
    name: str,
    channel: str,
    subject: str,
    body: str,
    mail: Mail | Chat | None,
    rule: Any,
    segment: Segment | None,
    by: Member | None,
) -> Campaign:
    """Of a variant only what it says is kept: the rest is the campaign's."""
    is_variant = campaign.variant_of is not None
    audience = audience_rule(campaign.whole) if is_variant else segment.rule if segment is not None else rule
    mail = _fitting(mail, body, channel)
    found = problems(
        name=name,
        channel_name=channel,
        subject=subject,
        body=body,
        mail=mail,
        rule=audience,
        segment=segment,
        purpose=campaign.purpose,
        topic=campaign.topic,
        exclusion=campaign.exclusion,
        holdout_percent=campaign.holdout_percent,
        link_tags=campaign.link_tags,
    )
    found += gives_problems(campaign.gives)
    if is_taken(campaign, channel):
        sentence = _("There is a message for this channel and language already.")
        found = [Problem(sentence, field="channel"), *found]
    if found:
        raise NotReady(found)
    campaign.name, campaign.channel = name.strip(), channel
    campaign.subject, campaign.body = subject, body
    campaign.mail = _stored(numbered(mail) if mail is not None else None)
    if not is_variant:
        campaign.segment, campaign.rule = segment, None if segment is not None else by_number(rule)
    campaign.exclusion = by_number(campaign.exclusion)
    with transaction.atomic():
        was = state(Campaign.every.select_for_update().get(pk=campaign.pk)) if campaign.pk else None
        campaign.save()
        note_written(campaign, was, by=by)
        request.changed(campaign.whole, by=by, now=clock.now())
    return campaign


def _fitting(given: Mail | Chat | None, body: str, channel: str) -> Mail | Chat | None:
    """What the channel's messages are made of: a text becomes the one or the other."""
    content = content_of(channel)
    if content == "text":
        return None
    if given is None and body.strip():
        return chat_read.of_text(body) if content == "chat" else mail_read.of_text(body)
    return given


def _stored(given: Mail | Chat | None) -> str:
    if isinstance(given, Chat):
        return chat_read.to_store(given)
    return mail_read.to_store(given) if given is not None else ""
