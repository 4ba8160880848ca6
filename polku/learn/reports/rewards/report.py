"""A program's report, whole; and what the campaigns that gave it have brought about, beside those who were held out."""

from datetime import datetime

import msgspec

from polku.act.campaigns.models import Campaign
from polku.act.rewards.ledger.models import Program
from polku.kit.columns import ColumnsError
from polku.learn.reports.effect import Effect, effect
from polku.learn.reports.rewards import ladder, parts
from polku.learn.reports.rewards.asked import Part
from polku.learn.reports.rewards.months import Month, by_month
from polku.learn.reports.rewards.numbers import Numbers, numbers
from polku.learn.reports.rewards.segments import by_segment

DAYS, MOST_CAMPAIGNS = 30, 5


class OfCampaign(msgspec.Struct, frozen=True):
    """Who was asked beside who was held out, within `DAYS` of the launch: what having it was worth."""

    number: int
    name: str
    effect: Effect


class Report(msgspec.Struct, frozen=True):
    program: Program
    numbers: Numbers
    stores: list[Part]
    codes: list[Part]
    ways: list[Part]
    segments: list[Part]
    months: list[Month]
    funnel: list[parts.Step]
    ladder: list[ladder.Step]
    campaigns: list[OfCampaign]

    @property
    def per_cost(self) -> float | None:
        """Revenue with it for each unit of what it cost."""
        cost = self.numbers.cost_minor
        return self.numbers.earned(self.program.currency).minor / cost if cost else None


def report(program: Program, *, now: datetime) -> Report:
    ways = parts.by_way(program)
    return Report(
        program=program,
        numbers=numbers(program, now),
        stores=parts.by_store(program),
        codes=parts.by_code(program),
        ways=ways,
        segments=by_segment(program, now),
        months=by_month(program),
        funnel=parts.funnel(program) if program.kind == Program.Kind.STAMPS else [],
        ladder=ladder.steps(program, now),
        campaigns=_campaigns(ways, now),
    )


def _campaigns(ways: list[Part], now: datetime) -> list[OfCampaign]:
    named = [part.key.removeprefix("campaign:") for part in ways if part.key.startswith("campaign:")]
    numbers = [int(one) for one in named[:MOST_CAMPAIGNS] if one.isdecimal()]
    found = []
    for row in Campaign.objects.filter(pk__in=numbers).order_by("pk"):
        try:
            brought = effect(row, days=DAYS, now=now)
        except ColumnsError:
            return []
        if brought is not None:
            found.append(OfCampaign(row.pk, row.name, brought))
    return found
