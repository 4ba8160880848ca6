"""Test sends: what a message said when somebody sent one, so that a change since then is seen."""

import hashlib
import json

from polku.act.campaigns.checklist.models import Tested
from polku.act.campaigns.models import Campaign
from polku.know.teams.models import Member
from polku.say.content.blocks import read as mail_read
from polku.say.content.blocks.blocks import Mail
from polku.say.content.chat import read as chat_read
from polku.say.content.chat.blocks import Chat


def note(said: Mail | Chat, *, channel: str, subject: str = "", by: Member | None) -> None:
    """A test of exactly this has been sent; also where no draft of it has been saved yet."""
    mail = chat_read.to_store(said) if isinstance(said, Chat) else mail_read.to_store(said)
    Tested.objects.create(said=_number(channel, subject, mail), channel=channel, by=by)


def is_tested(campaign: Campaign) -> bool:
    """Whether somebody has sent a test of what it says now."""
    return Tested.objects.filter(said=_number(campaign.channel, campaign.subject, campaign.mail)).exists()


def _number(channel: str, subject: str, mail: str) -> str:
    return hashlib.sha256(json.dumps([channel, subject, mail]).encode()).hexdigest()
