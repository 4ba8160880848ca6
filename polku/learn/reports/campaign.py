"""What came of a campaign: orders after it."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import connection
from django.utils.translation import ngettext

from polku.act.campaigns.cause import cause_of
from polku.act.campaigns.models import Campaign
from polku.kit import clock, money
from polku.know.teams.begin import the_team
from polku.say.outbox.find import sent_to

DAYS = 7

# When a campaign's last message was sent, and how many were: nothing before it.
SENT = """
SELECT MAX(settled_ms), COALESCE(SUM(count), 0)
FROM message_counted
WHERE campaign_id = %s AND state = 'sent'
"""

# Orders of a time, with each identity of whoever placed them. Indexes shop_order_at and on profile_id.
PLACED = """
SELECT o.currency, o.at_ms, o.revenue_minor - o.refunded_minor, o.id, j.profile_id, theirs.id
FROM shop_order o
JOIN identity j ON j.id = o.identity_id
JOIN identity theirs ON theirs.profile_id = j.profile_id
WHERE o.at_ms >= %s AND o.at_ms < %s
ORDER BY o.id
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
    last_ms, reached = _asked(SENT, campaign.pk)[0]
    if launch is None or last_ms is None:
        return OrdersAfter(days, 0, 0, 0, (), currency)
    window_ms = days * clock.DAY_MS
    rows = _asked(PLACED, clock.to_ms(launch.at), last_ms + window_ms)
    sent = sent_to([row[-1] for row in rows], campaign_id=campaign.pk, cause=cause_of(campaign))
    placed: dict[int, _Placed] = {}
    for name, at_ms, minor, order, person, identity in rows:
        got_ms = sent.get(identity)
        if got_ms is not None:
            before = placed.get(order)
            # Who was written to under several identities: from the first on.
            since_ms = got_ms if before is None else min(before.since_ms, got_ms)
            placed[order] = _Placed(str(name), at_ms, minor, person, since_ms)
    bought = [one for one in placed.values() if one.since_ms <= one.at_ms < one.since_ms + window_ms]
    by_currency: defaultdict[str, list[int]] = defaultdict(list)
    for one in bought:
        by_currency[one.currency].append(one.minor)
    revenue = [Amount(name, sum(minors), len(minors)) for name, minors in by_currency.items()]
    revenue.sort(key=lambda one: (one.currency != currency, -one.orders, one.currency))
    people = len({one.person for one in bought})
    return OrdersAfter(days, int(reached), people, len(bought), tuple(revenue), currency)


class _Placed(NamedTuple):
    """An order of somebody who got the message, and when they did."""

    currency: str
    at_ms: int
    minor: int
    person: int
    since_ms: int


def _asked(statement: str, *values: int) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        rows: list[Any] = cursor.fetchall()
        return rows
