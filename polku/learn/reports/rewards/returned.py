"""What having it was worth: of campaigns that gave it and held some people out, and beside that what it cost."""

from datetime import datetime

import msgspec

from polku.act.campaigns.models import Campaign
from polku.act.rewards.ledger.models import Program
from polku.kit import clock, money
from polku.kit.columns import ColumnsError
from polku.learn.reports.effect import Effect, effect
from polku.learn.reports.rewards import sql
from polku.learn.reports.rewards.asked import Part, ask
from polku.learn.trials.groups import Difference

DAYS, MOST = 30, 5
# What uses of what it gave have taken off up to an instant.
COST = f"""
SELECT SUM(u.money_minor + u.beside_minor)
FROM (SELECT u.lot, u.money_minor, u.beside_minor, u.at_ms FROM {sql.USED_ROWS}) u
JOIN reward_movement g ON g.id = u.lot WHERE g.by = %s AND u.at_ms < %s
"""  # noqa: S608 ours


class OfCampaign(msgspec.Struct, frozen=True):
    """Who was asked beside who was held out, within DAYS of the launch. `cost_minor`: of uses in that time."""

    number: int
    name: str
    effect: Effect
    cost_minor: int
    currency: str

    @property
    def returned(self) -> Difference | None:
        """For each unit of cost so much more was bought because of it, and where the truth lies with 95 %.

        None where it cost nothing, or in another currency, and where there is nothing to compare with."""
        earned = self.effect.earned
        if earned is None or not self.cost_minor or self.currency != self.effect.currency:
            return None
        cost = money.to_major(self.cost_minor, self.currency)
        return Difference(earned.value / cost, earned.low / cost, earned.high / cost, earned.p)


def of_campaigns(program: Program, ways: list[Part], now: datetime) -> list[OfCampaign]:
    """Raises nothing: none while the columns cannot be asked."""
    named = [part.key.removeprefix("campaign:") for part in ways if part.key.startswith("campaign:")]
    numbers = [int(one) for one in named[:MOST] if one.isdecimal()]
    found = []
    for row in Campaign.objects.filter(pk__in=numbers).order_by("pk"):
        try:
            brought = effect(row, days=DAYS, now=now)
        except ColumnsError:
            return []
        if brought is not None:
            [(minor,)] = ask(COST, [program.pk, f"campaign:{row.pk}", clock.to_ms(brought.until)])
            found.append(OfCampaign(row.pk, row.name, brought, int(minor or 0), program.currency))
    return found
