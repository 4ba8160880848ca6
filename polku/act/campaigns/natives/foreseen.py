"""How many would get a campaign by each channel, and in which words, if it were launched now."""

from datetime import datetime

import msgspec

from polku.act.campaigns.audience import draw
from polku.act.campaigns.models import Campaign
from polku.act.campaigns.natives.choose import choose
from polku.act.campaigns.natives.pick import NOWHERE
from polku.act.campaigns.trials.draw import draw as draw_trial
from polku.act.campaigns.trials.versions import versions
from polku.say.arms.models import Arm


class Foreseen(msgspec.Struct, frozen=True):
    """`wordings`: in their order, with how many get each; `nowhere`: whom no channel reaches, who are held."""

    people: int
    wordings: list[tuple[Campaign, int]]
    nowhere: int

    @property
    def channels(self) -> dict[str, int]:
        found: dict[str, int] = {}
        for one, count in self.wordings:
            found[one.channel] = found.get(one.channel, 0) + count
        return found


def foreseen(campaign: Campaign, *, now: datetime) -> Foreseen:
    """Who waits for the winner of a trial is counted as getting the campaign's own. Raises ColumnsError, RuleError."""
    people = draw(campaign, now=now).arms[Arm.Name.ASKED]
    chosen, drawn = choose(campaign, people, now=now), draw_trial(campaign, people)
    there = versions(campaign)
    wordings: dict[int, tuple[Campaign, int]] = {}
    nowhere = 0
    for version, theirs in [*zip(there, drawn.parts, strict=True), (there[0], drawn.rest)]:
        if not len(theirs) and version.number in wordings:
            continue
        for one, ours, why in chosen.of(version.number, theirs):
            lost = int((why == NOWHERE).sum()) if len(why) and campaign.several is not None else 0
            before = wordings.get(one.number, (one, 0))[1]
            wordings[one.number] = (one, before + len(ours) - lost)
            nowhere += lost
    return Foreseen(len(people), list(wordings.values()), nowhere)
