"""What a trial can show, before it begins: how many people are in each version, and how small a difference is seen."""

from dataclasses import dataclass

from polku.act.campaigns.models import Campaign
from polku.act.campaigns.trials.models import Trial
from polku.act.campaigns.trials.versions import versions
from polku.learn.reports.reactions import reactions
from polku.learn.trials.power import variants_show

FORMER = 5  # campaigns by the same channel that are looked at
FEWEST = 100  # messages in them, or there is no usual share
# Where there are none: said to be a guess.
GUESSED = {Trial.Goal.OPENED: 0.25, Trial.Goal.CLICKED: 0.03, Trial.Goal.ORDERED: 0.02}


@dataclass(frozen=True)
class Foreseen:
    each: int  # people in each version
    rest: int
    share: float  # who does it as a rule
    is_guessed: bool
    seen: float | None  # the smallest change of the share that is seen in 80 of 100 trials

    @property
    def in_percent(self) -> tuple[float, float | None]:
        return 100 * self.share, None if self.seen is None else 100 * self.seen

    @property
    def is_too_small(self) -> bool:
        """Only a version that does twice as well as the other would be seen to be better."""
        return self.seen is None or self.seen > self.share


def foreseen(campaign: Campaign, trial: Trial, *, count: int | None) -> Foreseen | None:
    """None where the audience cannot be counted."""
    if count is None:
        return None
    several = len(versions(campaign))
    taking = round(count * (1 - campaign.holdout_percent / 100) * trial.percent / 100)
    share, is_guessed = _usual(campaign, trial.goal)
    each = taking // several
    rest = max(0, round(count * (1 - campaign.holdout_percent / 100)) - taking)
    return Foreseen(each, rest, share, is_guessed, variants_show(each, several, share))


def _usual(campaign: Campaign, goal: str) -> tuple[float, bool]:
    if goal == Trial.Goal.ORDERED:
        return GUESSED[Trial.Goal.ORDERED], True
    former = Campaign.objects.filter(channel=campaign.channel, launch__isnull=False).order_by("-launch__at")[:FORMER]
    seen = [reactions(one) for one in former]
    sent = sum(one.sent for one in seen)
    did = sum(one.opened if goal == Trial.Goal.OPENED else one.clicked for one in seen)
    if sent < FEWEST or not 0 < did < sent:
        return GUESSED[Trial.Goal(goal)], True
    return did / sent, False
