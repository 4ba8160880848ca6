"""Writing a campaign, as long as it has not been launched."""

from typing import Any

from django.db import transaction

from polku.act.campaigns.models import Campaign, Launch
from polku.act.campaigns.problems import AlreadyLaunched, NotReady, has_blocks, problems
from polku.act.campaigns.told import note_written, state
from polku.know.people.consent.purposes import MARKETING
from polku.know.segments.made_of import by_number
from polku.know.segments.models import Segment
from polku.know.teams.models import Member
from polku.say.content.blocks.blocks import Mail
from polku.say.content.blocks.read import of_text, to_store


def create(
    name: str,
    *,
    channel: str = "paper",
    subject: str = "",
    body: str = "",
    mail: Mail | None = None,
    rule: Any = None,
    segment: Segment | None = None,
    purpose: str = MARKETING,
    topic: str = "",
    tracks_opens: bool = True,
    tracks_clicks: bool = True,
    by: Member | None = None,
) -> Campaign:
    """A new draft. Its audience is a named segment or a rule. Raises NotReady.

    `mail` is for channels with blocks; there `body` alone becomes a mail of one text. Others leave it out.
    """
    campaign = Campaign(
        created_by=by, purpose=purpose, topic=topic, tracks_opens=tracks_opens, tracks_clicks=tracks_clicks
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
    mail: Mail | None = None,
    rule: Any = None,
    segment: Segment | None = None,
    purpose: str | None = None,
    topic: str | None = None,
    tracks_opens: bool | None = None,
    tracks_clicks: bool | None = None,
    by: Member | None = None,
) -> Campaign:
    """Rewrite a draft; purpose, topic and tracking stay as they are where none is given.

    Raises NotReady, AlreadyLaunched.
    """
    if Launch.objects.filter(campaign=campaign).exists():
        raise AlreadyLaunched
    campaign.purpose = campaign.purpose if purpose is None else purpose
    campaign.topic = campaign.topic if topic is None else topic
    campaign.tracks_opens = campaign.tracks_opens if tracks_opens is None else tracks_opens
    campaign.tracks_clicks = campaign.tracks_clicks if tracks_clicks is None else tracks_clicks
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
    mail: Mail | None,
    rule: Any,
    segment: Segment | None,
    by: Member | None,
) -> Campaign:
    audience = segment.rule if segment is not None else rule
    if not has_blocks(channel):
        mail = None
    elif mail is None and body.strip():
        mail = of_text(body)
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
    )
    if found:
        raise NotReady(found)
    campaign.name, campaign.channel = name.strip(), channel
    campaign.subject, campaign.body = subject, body
    campaign.mail = to_store(mail) if mail is not None else ""
    campaign.segment, campaign.rule = segment, None if segment is not None else by_number(rule)
    with transaction.atomic():
        was = state(Campaign.objects.select_for_update().get(pk=campaign.pk)) if campaign.pk else None
        campaign.save()
        note_written(campaign, was, by=by)
    return campaign
