"""What came of a launched campaign by each of its channels, on its page."""

from dataclasses import dataclass

from polku.act.campaigns.models import Campaign
from polku.act.campaigns.natives.rounds import falls_back
from polku.doors.web.channel_names import title_of, titles
from polku.learn.reports.ways import Way, ways


@dataclass(frozen=True)
class Row:
    title: str
    way: Way

    @property
    def is_again(self) -> bool:
        """It went to who had not reacted."""
        return self.way.nth > 1

    @property
    def lost(self) -> int:
        return self.way.held + self.way.failed + self.way.unknown


def shown(campaign: Campaign) -> list[Row]:
    """Nothing of one that goes once: its numbers by channel stand with the others."""
    if not falls_back(campaign):
        return []
    known = titles()
    return [Row(title_of(one.channel, known), one) for one in ways(campaign)]
