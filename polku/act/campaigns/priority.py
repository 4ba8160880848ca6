"""Which of two campaigns goes where a cap has no room for both: high before normal before low."""

from collections.abc import Callable, Sequence
from datetime import datetime

from polku.act.campaigns.models import Campaign, Launch
from polku.kit.arrays import Numbers
from polku.say.limits.way.keep import First

LOW, NORMAL, HIGH = -1, 0, 1
NAMES = {"low": LOW, "normal": NORMAL, "high": HIGH}

# What of higher priority is to come to which of these people; told by whoever knows of plans (act/plan/way).
Ahead = Callable[[Launch, Numbers, datetime], Sequence[First]]


def nothing_ahead(_launch: Launch, _people: Numbers, _now: datetime) -> Sequence[First]:
    return ()


def name_of(campaign: Campaign) -> str:
    return next(name for name, priority in NAMES.items() if priority == campaign.priority)
