"""What came of a campaign: orders after it."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.utils.translation import ngettext

from polku.act.campaigns.models import Campaign, Launch
from polku.kit import clock, money
from polku.know.teams.begin import the_team

DAYS = 7

# Orders of those who got the message, each within a window of her own that opens when it was sent to her.
# A row for each currency, and one under '' for all; who was reached stands in each. Rides message_campaign_state,
# then the orders since the launch by time (shop_order_at), or by person where those are more.
ORDERS_AFTER = """
WITH got AS MATERIALIZED (
    SELECT COALESCE(i.profile_id, m.identity_id) AS person, MIN(m.settled_ms) AS sent_ms
    FROM message m
    LEFT JOIN identity i ON i.id = m.identity_id
    WHERE m.campaign_id = %s AND m.state = 'sent'
    GROUP BY 1
), bought AS MATERIALIZED (
    SELECT got.person, o.currency, COUNT(*) AS orders, SUM(o.revenue_minor - o.refunded_minor) AS minor
    FROM shop_order o
    JOIN identity j ON j.id = o.identity_id
    JOIN got ON got.person = j.profile_id
    WHERE o.at_ms >= %s AND o.at_ms >= got.sent_ms AND o.at_ms < got.sent_ms + %s
    GROUP BY got.person, o.currency
)
SELECT '', (SELECT COUNT(*) FROM got), COUNT(DISTINCT person), COALESCE(SUM(orders), 0), 0
FROM bought
UNION ALL
SELECT currency, 0, COUNT(DISTINCT person), SUM(orders), SUM(minor)
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
    reached: int
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
    """Orders within so many days after each person's own send. Follows merges: a person is who she is now."""
    currency = the_team().currency
    launch: Launch | None = getattr(campaign, "launch", None)
    if launch is None:
        return OrdersAfter(days, 0, 0, 0, (), currency)
    total, *rows = _ask(campaign.pk, since=launch.at, days=days)
    revenue = [Amount(name, minor, orders) for name, _reached, _people, orders, minor in rows]
    revenue.sort(key=lambda one: (one.currency != currency, -one.orders, one.currency))
    _name, reached, people, orders, _minor = total
    return OrdersAfter(days, reached, people, orders, tuple(revenue), currency)


def _ask(campaign_id: int, *, since: datetime, days: int) -> list[tuple[str, int, int, int, int]]:
    with connection.cursor() as cursor:
        cursor.execute(ORDERS_AFTER, [campaign_id, clock.to_ms(since), days * clock.DAY_MS])
        rows = [(str(row[0]), *(int(number) for number in row[1:])) for row in cursor.fetchall()]
    return sorted(rows)  # type: ignore[arg-type] # five columns, as the statement says
