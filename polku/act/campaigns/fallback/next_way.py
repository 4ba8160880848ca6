"""By which channel somebody gets it who has not reacted, and in which words: the best of those not tried yet."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

import msgspec

from polku.act.campaigns.models import NATIVE, Campaign
from polku.act.campaigns.natives.best.responses import Responses
from polku.act.campaigns.natives.choose import facts
from polku.act.campaigns.natives.pick import NOWHERE, pick
from polku.act.campaigns.natives.wordings import in_use
from polku.kit.arrays import Flags, Numbers, np

Ways = Mapping[int, tuple[Campaign, Flags]]


def next_ways(
    campaign: Campaign,
    profiles: Numbers,
    versions: Numbers,
    tried: Sequence[set[str]],
    *,
    answered: Callable[[], Responses],
    now: datetime,
) -> Ways:
    """By the number of each wording: who gets it; whom nothing else reaches is in none. Shapes: (people,) each.

    `tried`: by which channels they were written to; `answered`: on what people answer, asked where it is
    needed. Raises columns.ColumnsError.
    """
    there = in_use(campaign)
    people = np.unique(profiles)
    known = facts(campaign, there, people, now=now, answered=answered).among(np.searchsorted(people, profiles))
    left = known.reached & np.array([[one not in theirs for one in known.channels] for theirs in tried])
    known = msgspec.structs.replace(known, reached=left)
    found: dict[int, tuple[Campaign, Flags]] = {}
    for version in np.unique(versions % NATIVE).tolist():
        ours = [one for one in there if one.number % NATIVE == version]
        which = np.flatnonzero(versions % NATIVE == version)
        places, why = pick(ours, known.among(which))
        for place, one in enumerate(ours):
            gets = np.zeros(len(profiles), bool)
            gets[which] = (places == place) & (why != NOWHERE)
            found[one.number] = (one, gets)
    return found
