"""All of a campaign's report: what the page, the files and the letters show."""

from dataclasses import dataclass
from datetime import datetime

from polku.act.campaigns.models import Campaign, Launch
from polku.act.campaigns.natives.wordings import channels_of
from polku.learn.reports.campaigns import rules_said
from polku.learn.reports.campaigns.compare import Comparison, comparisons
from polku.learn.reports.campaigns.costs import Part, costs
from polku.learn.reports.campaigns.count import numbers_of, units
from polku.learn.reports.campaigns.names import channel_title
from polku.learn.reports.campaigns.numbers import Numbers, Range, earned_over


@dataclass(frozen=True)
class Report:
    campaign: Campaign
    launch: Launch
    channel: str  # its title, or several
    numbers: Numbers
    counted_at: datetime
    costs: list[Part]
    comparisons: list[Comparison]

    @property
    def rule(self) -> str:
        return rules_said.of_conversions(self.numbers)

    @property
    def effect(self) -> str:
        return rules_said.of_effect(self.numbers)

    @property
    def gained(self) -> Range | None:
        """(Revenue because of it - cost) over cost."""
        return earned_over(self.numbers, units(self.numbers.currency))


def report(campaign: Campaign, *, now: datetime) -> Report | None:
    """None of a campaign that was not launched."""
    launch = campaign.launched
    if launch is None:
        return None
    numbers, counted_at = numbers_of(campaign, now=now)
    sent = {one.name: one.sent for one in numbers.channels} or {campaign.channel: numbers.sent}
    return Report(
        campaign,
        launch,
        ", ".join(channel_title(name) for name in channels_of(campaign)),
        numbers,
        counted_at,
        costs(campaign, sent, currency=numbers.currency),
        comparisons(campaign, currency=numbers.currency),
    )
