"""What is missing before a campaign can go: told when it is planned, and again when it is time."""

from django.utils.translation import gettext as _

from polku.act.campaigns import launch
from polku.act.campaigns.models import Campaign
from polku.say.channels.email.channel import Email
from polku.say.channels.email.settings import current
from polku.say.content.problem import BrokenTemplate, Problem


def missing(campaign: Campaign) -> list[Problem]:
    """Everything that keeps it from going now. An audience of nobody does not: it may be somebody by then."""
    try:
        found = launch.missing(campaign)
    except BrokenTemplate as broken:
        return [broken.problem]
    return [*found, *lacking(campaign)]


def lacking(campaign: Campaign) -> list[Problem]:
    """Of the installation, not of the campaign."""
    if campaign.channel == Email.name and current() is None:
        return [Problem(_("E-mail is not set up: name your mail server under Settings → E-mail."))]
    return []
