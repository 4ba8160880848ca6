"""One wording for each person, all at once: of those by which they can be reached, and that they can read."""

from collections.abc import Sequence

import msgspec

from polku.act.campaigns.models import Campaign
from polku.kit.arrays import Flags, Floats, Numbers, np

NOWHERE, FIRST, ONLY, PREFERS, ANSWERS, CHEAPER = range(6)  # why
MARGIN = 0.1  # shares of answers that are no further apart than a tenth of the larger are alike: the cheaper one goes


class Facts(msgspec.Struct, frozen=True):
    """Of some people: what decides. `scores` None: in the order in which the channels stand."""

    channels: Sequence[str]
    languages: Sequence[str]
    reached: Flags  # (people, channels)
    reads: Flags  # (people, languages)
    prefers: Flags  # (people, channels)
    scores: Floats | None  # (people, channels): how likely they answer there
    costs: Floats  # (channels,) of one message
    has_address: Flags | None = None  # (people, channels): whatever they have allowed; None: nobody asked

    def among(self, which: "Numbers | slice") -> "Facts":
        return Facts(
            self.channels,
            self.languages,
            self.reached[which],
            self.reads[which],
            self.prefers[which],
            None if self.scores is None else self.scores[which],
            self.costs,
            None if self.has_address is None else self.has_address[which],
        )


def pick(there: Sequence[Campaign], facts: Facts) -> tuple[Numbers, Numbers]:
    """For each person the place among `there` (a version's wordings, its own first), and why. Shapes: (people,) twice.

    Whom none of the channels reaches stays with the first by which they have an address, else with the first: NOWHERE.
    """
    names = list(dict.fromkeys(one.channel for one in there))
    columns = [list(facts.channels).index(name) for name in names]
    said = np.stack([_wording(there, name, facts) for name in names], axis=1)
    can = facts.reached[:, columns] & (said >= 0)
    which, why = _channel(can, facts, columns)
    rows = np.arange(len(which))
    if facts.has_address is not None:  # held for what they have said, not for an address that they have elsewhere
        there_is = facts.has_address[:, columns] & (said >= 0)
        which = np.where(why == NOWHERE, there_is.argmax(axis=1), which)
    place = said[rows, which]
    return np.where(place < 0, 0, place), why


def _wording(there: Sequence[Campaign], channel: str, facts: Facts) -> Numbers:
    """Of the wordings for a channel the one in the closest language; -1 where none is for them."""
    found = np.full(len(facts.reached), -1, np.int64)
    ours = [(place, one) for place, one in enumerate(there) if one.channel == channel]
    for place, one in sorted(ours, key=lambda pair: len(pair[1].language)):
        if one.language:
            found[facts.reads[:, list(facts.languages).index(one.language)]] = place
        else:
            found[:] = place
    return found


def _channel(can: Flags, facts: Facts, columns: Sequence[int]) -> tuple[Numbers, Numbers]:
    """Which of the columns, and why. Shapes: (people, columns) -> (people,) twice."""
    count = can.sum(axis=1)
    if facts.scores is None:
        return can.argmax(axis=1), np.where(count == 0, NOWHERE, np.where(count == 1, ONLY, FIRST))
    scores = np.where(can, facts.scores[:, columns], -1.0)
    top = scores.max(axis=1)
    near = can & (scores >= (top * (1 - MARGIN))[:, None])
    costs = np.where(near, facts.costs[columns], np.inf)
    cheapest = near & (costs == costs.min(axis=1)[:, None])
    which = np.where(cheapest, scores, -1.0).argmax(axis=1)
    why = np.where(which == scores.argmax(axis=1), ANSWERS, CHEAPER)
    liked = can & facts.prefers[:, columns]
    has_said = liked.any(axis=1)
    which = np.where(has_said, liked.argmax(axis=1), which)
    why = np.where(count == 0, NOWHERE, np.where(count == 1, ONLY, np.where(has_said, PREFERS, why)))
    return np.where(count == 0, 0, which), why
