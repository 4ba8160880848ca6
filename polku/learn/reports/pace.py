"""How fast a channel has gone lately: what the next campaign by it will take."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from polku.kit import columns
from polku.know.events.append import INTERNAL

LATELY = timedelta(days=30)
FEWEST = 100  # messages of a campaign; fewer say little of the pace
TIME_LIMIT_S = 5

# The newest campaign by a channel: how many messages it sent, in how many seconds. Rides the order of `events`.
LAST = """
SELECT count() AS sent, (toUnixTimestamp64Milli(max(time)) - toUnixTimestamp64Milli(min(time))) / 1000 AS seconds
FROM events
WHERE name = 'Message Sent' AND source = {ours:UInt64} AND time > {since:DateTime64(3)}
    AND toString(properties.channel) = {channel:String} AND isNotNull(properties.campaign_id)
GROUP BY toString(properties.campaign_id)
HAVING sent >= {fewest:UInt32}
ORDER BY max(time) DESC
LIMIT 1
"""


@dataclass(frozen=True)
class Pace:
    """Messages a second, as the newest larger campaign by this channel went."""

    per_second: float
    messages: int

    def seconds(self, people: int) -> float:
        return people / self.per_second


def pace(channel: str, *, now: datetime) -> Pace | None:
    """None where no campaign by it was large enough to tell. Raises columns.ColumnsError."""
    values = {"ours": INTERNAL, "since": now - LATELY, "channel": channel, "fewest": FEWEST}
    rows = columns.query(LAST, values, time_limit_s=TIME_LIMIT_S)
    return Pace(rows[0][0] / max(rows[0][1], 1.0), rows[0][0]) if rows else None
