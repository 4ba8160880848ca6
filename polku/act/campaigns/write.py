"""Writing a campaign, as long as it has not been launched."""

from typing import Any

from polku.act.campaigns.models import Campaign, Launch
from polku.act.campaigns.problems import AlreadyLaunched, NotReady, problems
from polku.know.segments.models import Segment
from polku.know.teams.models import Member


def create(
    name: str,
    *,
    channel: str = "paper",
    subject: str = "",
    body: str,
    rule: Any = None,
    segment: Segment | None = None,
    by: Member | None = None,
) -> Campaign:
    """A new draft. Its audience is a named segment or a rule. Raises NotReady."""
    campaign = Campaign(created_by=by)
    return _keep(campaign, name=name, channel=channel, subject=subject, body=body, rule=rule, segment=segment)


def change(
    campaign: Campaign,
    *,
    name: str,
    channel: str,
    subject: str,
    body: str,
    rule: Any = None,
    segment: Segment | None = None,
) -> Campaign:
    """Rewrite a draft. Raises NotReady, and AlreadyLaunched."""
    if Launch.objects.filter(campaign=campaign).exists():
        raise AlreadyLaunched
    return _keep(campaign, name=name, channel=channel, subject=subject, body=body, rule=rule, segment=segment)


def _keep(
    campaign: Campaign, *, name: str, channel: str, subject: str, body: str, rule: Any, segment: Segment | None
) -> Campaign:
    audience = segment.rule if segment is not None else rule
    found = problems(name=name, channel_name=channel, subject=subject, body=body, rule=audience)
    if found:
        raise NotReady(found)
    campaign.name, campaign.channel = name.strip(), channel
    campaign.subject, campaign.body = subject, body
    campaign.segment, campaign.rule = segment, None if segment is not None else rule
    campaign.save()
    return campaign
