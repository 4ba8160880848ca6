"""How many people of a campaign still wait for their hour, and until when."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from polku.act.campaigns.models import Campaign
from polku.kit import clock

# Messages in blocks by their due time, the first first. Index message_block_campaign.
WAITING = """
SELECT planned_ms, SUM(size - taken)
FROM message_block
WHERE campaign_id = %s AND state = 'asked' AND planned_ms > %s AND taken < size
GROUP BY planned_ms
ORDER BY planned_ms
"""


@dataclass(frozen=True)
class Wave:
    """These people's hour comes at the same instant."""

    at: datetime
    people: int


def waves(campaign: Campaign, *, now: datetime) -> list[Wave]:
    """Those still to come, in order; of whoever has been put off by themselves nothing is told. One query."""
    with connection.cursor() as cursor:
        cursor.execute(WAITING, [campaign.pk, clock.to_ms(now)])
        return [Wave(clock.from_ms(at_ms), int(people)) for at_ms, people in cursor.fetchall()]
