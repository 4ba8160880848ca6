"""What came back of a campaign's letters: opened, followed, left, bounced."""

from dataclasses import dataclass

from django.db import connection
from django.utils.translation import gettext as _

from polku.act.campaigns.models import Campaign
from polku.learn.reports import sql
from polku.say.tracking.models import Reaction


@dataclass(frozen=True)
class Reactions:
    """Unit: messages, one for each person. Denominator: messages that were sent and have not bounced."""

    sent: int
    arrived: int  # sent, and not come back
    delivered: int  # as far as reports of delivery came
    opened: int  # by people, as far as one can tell; who followed a link has opened it
    clicked: int
    opened_by_machines: int  # and by nobody else
    unsubscribed: int
    bounced: int  # on the way, after the mail server had taken it, or at its door
    complained: int

    @property
    def rule(self) -> str:
        return _(
            "Each person counts once, out of the letters that were sent and have not come back. What programs opened or"
            " followed on the way is left out as far as it can be told."
        )


def reactions(campaign: Campaign) -> Reactions:
    """As of now: they go on coming for days."""
    with connection.cursor() as cursor:
        cursor.execute(sql.SENT, [campaign.pk])
        (sent,) = cursor.fetchone()
        cursor.execute(sql.RETURNED, [campaign.pk])
        (returned,) = cursor.fetchone()
        cursor.execute(sql.REACTIONS, [campaign.pk])
        counted = [int(number or 0) for number in cursor.fetchone()]
    return Reactions(int(sent), int(sent) - int(returned), *counted)


def clicked(campaign: Campaign) -> int:
    """People who followed a link of it, without programs: one message for each person."""
    return Reaction.objects.filter(campaign_id=campaign.pk, clicked_ms__isnull=False).count()
