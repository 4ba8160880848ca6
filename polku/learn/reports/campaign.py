"""What came of a campaign: orders after it."""

from dataclasses import dataclass

from django.db import connection
from django.utils.translation import ngettext

from polku.act.campaigns.launch import cause_of
from polku.act.campaigns.models import Campaign
from polku.kit import clock, money
from polku.know.teams.begin import the_team
from polku.say.outbox.reasons import FREE

DAYS = 7

# When a campaign's last message was sent, of those with one reason (none, or that it was free): nothing before. Index
# message_campaign_state, its end alone.
LAST_SENT = """
SELECT settled_ms
FROM message
WHERE campaign_id = %s AND state = 'sent' AND reason = %s
ORDER BY settled_ms DESC
LIMIT 1
"""

# How many messages were sent. Index message_campaign_state, without the rows.
SENT = """
SELECT COUNT(*)
FROM message
WHERE campaign_id = %s AND state = 'sent'
"""

# Orders of those who got the message, each within a window of their own that opens when it was sent to them. A row for
# each currency, and one under '' for all. From the orders of the time in question (shop_order_at) to their people's
# messages (unique index on identity and cause): there are fewer orders than recipients.
ORDERS_AFTER = """
WITH placed AS MATERIALIZED (
    SELECT o.id, o.currency, o.at_ms, o.revenue_minor - o.refunded_minor AS minor, j.profile_id AS person,
           MIN(m.settled_ms) AS sent_ms
    FROM shop_order o
    JOIN identity j ON j.id = o.identity_id
    JOIN identity theirs ON theirs.profile_id = j.profile_id
    JOIN message m ON m.identity_id = theirs.id AND m.cause = %s AND m.state = 'sent'
    WHERE o.at_ms >= %s AND o.at_ms < %s
    GROUP BY o.id, o.currency, o.at_ms, o.revenue_minor, o.refunded_minor, j.profile_id
), bought AS MATERIALIZED (
    SELECT currency, minor, person
    FROM placed
    WHERE at_ms >= sent_ms AND at_ms < sent_ms + %s
)
SELECT '', COUNT(DISTINCT person), COUNT(*), 0
FROM bought
UNION ALL
SELECT currency, COUNT(DISTINCT person), COUNT(*), SUM(minor)
FROM bought
GROUP BY currency
"""


@dataclass(frozen=True)
class Amount:
    """Net of refunds."""

    currency: str
    minor: int  # smallest units
    orders: int

    @property
    def major(self) -> float:
        return money.to_major(self.minor, self.currency)


@dataclass(frozen=True)
class OrdersAfter:
    """Unit: people. Denominator: who got the message. Window: `days` from each one's own send.

    It says what followed, not what the message caused.
    """

    days: int
    reached: int  # messages sent: people as they were then, some may have merged since
    people: int  # of those reached, who ordered in their window
    orders: int
    revenue: tuple[Amount, ...]  # the team's currency first
    currency: str  # the team's

    @property
    def in_team_currency(self) -> Amount:
        return next((one for one in self.revenue if one.currency == self.currency), Amount(self.currency, 0, 0))

    @property
    def share(self) -> float | None:
        """Buyers among those reached; None where nobody was."""
        return self.people / self.reached if self.reached else None

    @property
    def rule(self) -> str:
        """In a sentence, for beside the number."""
        sentence = ngettext(
            "People who ordered within %(days)d day after the message was sent to them, out of all who got it;"
            " revenue is net of refunds.",
            "People who ordered within %(days)d days after the message was sent to them, out of all who got it;"
            " revenue is net of refunds.",
            self.days,
        )
        return sentence % {"days": self.days}


def orders_after(campaign: Campaign, days: int = DAYS) -> OrdersAfter:
    """Orders within so many days after each person's own send. Follows merges: a person is who they are now."""
    currency = the_team().currency
    launch = campaign.launched
    last_ms = max((at for why in ("", FREE) if (at := _number(LAST_SENT, campaign.pk, why))), default=None)
    if launch is None or last_ms is None:
        return OrdersAfter(days, 0, 0, 0, (), currency)
    window_ms = days * clock.DAY_MS
    with connection.cursor() as cursor:
        cursor.execute(ORDERS_AFTER, [cause_of(campaign), clock.to_ms(launch.at), last_ms + window_ms, window_ms])
        rows = {str(name): [int(number) for number in numbers] for name, *numbers in cursor.fetchall()}
    people, orders, _nothing = rows.pop("")
    revenue = [Amount(name, minor, count) for name, (_people, count, minor) in rows.items()]
    revenue.sort(key=lambda one: (one.currency != currency, -one.orders, one.currency))
    return OrdersAfter(days, _number(SENT, campaign.pk) or 0, people, orders, tuple(revenue), currency)


def _number(statement: str, *values: int | str) -> int | None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        row = cursor.fetchone()
    return int(row[0]) if row else None
