"""Which wording each person of an audience gets: asked of the columns once, and decided part by part.

Nothing of it is kept but why it was so, where it was not by order alone: everything is asked for in one transaction, so
whoever has to begin again finds that nobody has been asked.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from polku.act.campaigns.models import NATIVE, Campaign
from polku.act.campaigns.natives.best.responses import Responses, responses, scores
from polku.act.campaigns.natives.conditions import Nobody, Prefers, Reads
from polku.act.campaigns.natives.pick import Facts, pick
from polku.act.campaigns.natives.several import stored
from polku.act.campaigns.natives.wordings import in_use
from polku.kit.arrays import Numbers, np
from polku.know.people.consent.purposes import SERVICE
from polku.know.rules.condition import Condition, RuleError
from polku.know.rules.marks_of import marks_of
from polku.know.rules.tree import read
from polku.say.channels.prices.cost import costs
from polku.say.channels.registry import OF_ACCOUNT

PART = 100_000  # people at a time


class Chosen:
    """What decides of these people, who ascend: for each version, what each of some of them gets, and why."""

    def __init__(self, there: Sequence[Campaign], people: Numbers, facts: Facts | None) -> None:
        self._there, self._people, self._facts = there, people, facts

    def of(self, version: int, people: Numbers) -> Iterator[tuple[Campaign, Numbers, Numbers]]:
        """Each wording of a version with those of these people who get it, ascending, and why (pick.py)."""
        ours = [one for one in self._there if one.number % NATIVE == version]
        if self._facts is None:
            yield ours[0], people, np.zeros(0, np.int64)
            return
        place, why = self.picked(ours, people)
        for nth, one in enumerate(ours):
            yield one, people[place == nth], why[place == nth]

    def picked(self, ours: Sequence[Campaign], people: Numbers) -> tuple[Numbers, Numbers]:
        """The place among `ours`, and why."""
        assert self._facts is not None
        at = np.searchsorted(self._people, people)
        found = [pick(ours, self._facts.among(at[start : start + PART])) for start in range(0, len(at), PART)]
        if not found:
            return np.zeros(0, np.int64), np.zeros(0, np.int64)
        return np.concatenate([one for one, _why in found]), np.concatenate([why for _one, why in found])


def choose(campaign: Campaign, people: Numbers, *, now: datetime) -> Chosen:
    """For these people, who ascend. Raises columns.ColumnsError."""
    there = in_use(campaign)
    alone = all(one.number < NATIVE for one in there)
    return Chosen(there, people, None if alone else facts(campaign, there, people, now=now))


def facts(
    campaign: Campaign,
    there: Sequence[Campaign],
    people: Numbers,
    *,
    now: datetime,
    answered: Callable[[], Responses] | None = None,
) -> Facts:
    """Two questions at the most: who is reached by what and reads what; and, for the best channel, who answers where.

    `answered`: the answer to the second, for whoever asks for many parts of an audience one after the other.
    Where it goes by one channel alone, that channel is taken to reach everybody: whom it does not, is held for it.
    """
    channels = list(dict.fromkeys(one.channel for one in there))
    languages = sorted({one.language for one in there if one.language})
    several = stored(campaign.several)
    is_best = several is not None and several.choice == "best"
    asked: list[Condition] = [Reads(one) for one in languages]
    if several is not None:
        asked += [_reached(one, purpose) for purpose in (campaign.purpose, SERVICE) for one in channels]
        asked += [Prefers(one, one.partition(OF_ACCOUNT)[0]) for one in channels] if is_best else []
    marks = marks_of(people, asked, now)
    reads, reached, has_address, prefers = np.split(
        marks, np.cumsum([len(languages), *([len(channels)] * 2 if several is not None else [0, 0])]), axis=1
    )
    none = np.zeros((len(people), len(channels)), bool)
    if several is None:
        return Facts(channels, languages, ~none, reads, none, None, np.zeros(len(channels)))
    if not is_best:
        return Facts(channels, languages, reached, reads, none, None, np.zeros(len(channels)), has_address)
    known = responses(channels, until=several.until, now=now) if answered is None else answered()
    return Facts(
        channels,
        languages,
        reached,
        reads,
        prefers,
        scores(known, people, len(channels)),
        np.array(costs(channels)),
        has_address,
    )


def _reached(channel: str, purpose: str) -> Condition:
    """For what belongs to the service nobody need have agreed: whoever has an address."""
    try:
        return read({"reachable": channel, "purpose": purpose})
    except RuleError:  # it has ended
        return Nobody()
