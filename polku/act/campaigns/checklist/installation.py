"""What is missing of the installation, not of the campaign."""

from django.utils.translation import gettext as _

from polku.act.campaigns.models import Campaign
from polku.act.campaigns.natives.wordings import in_use
from polku.say.channels.email.channel import Email
from polku.say.channels.email.settings import current
from polku.say.content.problem import Problem


def lacking(campaign: Campaign) -> list[Problem]:
    if any(one.channel == Email.name for one in in_use(campaign)) and current() is None:
        return [Problem(_("E-mail is not set up: name your mail server under Settings → E-mail."), field="email")]
    return []
