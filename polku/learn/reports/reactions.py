"""What came back of a campaign's letters: opened, followed, left, bounced."""

from dataclasses import dataclass

from django.db import connection
from django.utils.translation import gettext as _

from polku.act.campaigns.models import Campaign

# How many messages each thing has happened to. Index message_reaction_campaign.
REACTIONS = """
SELECT COUNT(delivered_ms), COUNT(COALESCE(opened_ms, clicked_ms)), COUNT(clicked_ms),
       SUM(CASE WHEN machine_opened_ms IS NOT NULL AND opened_ms IS NULL AND clicked_ms IS NULL THEN 1 ELSE 0 END),
       COUNT(unsubscribed_ms), COUNT(bounced_ms), COUNT(complained_ms)
FROM message_reaction
WHERE campaign_id = %s
"""

# How many messages came back after the mail server had taken them. Index message_reaction_campaign.
RETURNED = """
SELECT COUNT(*)
FROM message_reaction r
JOIN message m ON m.id = r.message_id
WHERE r.campaign_id = %s AND r.bounced_ms IS NOT NULL AND m.state = 'sent'
"""

# How many messages the mail server took. Index message_campaign_state, without the rows.
SENT = """
SELECT COUNT(*)
FROM message
WHERE campaign_id = %s AND state = 'sent'
"""


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
        cursor.execute(SENT, [campaign.pk])
        (sent,) = cursor.fetchone()
        cursor.execute(RETURNED, [campaign.pk])
        (returned,) = cursor.fetchone()
        cursor.execute(REACTIONS, [campaign.pk])
        counted = [int(number or 0) for number in cursor.fetchone()]
    return Reactions(int(sent), int(sent) - int(returned), *counted)
