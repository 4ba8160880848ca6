"""Whether there is room for a message and for what goes first: computed for a block at once."""

from collections.abc import Mapping, Sequence

import msgspec

from polku.kit.arrays import Flags, Numbers, np
from polku.say.limits.terms import Terms


class Ahead(msgspec.Struct, frozen=True):
    """Something of higher priority that is still to come. `whom`: for each person, whether it is to them."""

    number: int
    to: str  # its cause
    at_ms: int  # not before now
    scopes: Sequence[tuple[str, str]]
    whom: Flags

    def counts_for(self, terms: Terms) -> bool:
        return any(terms.counts(*scope) for scope in self.scopes)


class Came(msgspec.Struct, frozen=True):
    """Messages that arrived and that a cap counts: arrays of one length."""

    person: Numbers
    at_ms: Numbers


class Room:
    """`came` and `leaving` for each cap: what arrived, and for each person how many are on their way or leave now."""

    def __init__(
        self,
        caps: Sequence[Terms],
        came: Sequence[Came],
        leaving: Sequence[Numbers],
        ahead: Mapping[str, Sequence[Ahead]],
        *,
        people: int,
        now_ms: int,
    ) -> None:
        self._caps, self._came, self._leaving, self._ahead = caps, came, leaving, ahead
        self._people, self._now_ms = people, now_ms
        self._since: dict[tuple[int, int], Numbers] = {}

    def first(self, cause: str, person: int, *, caps: Sequence[int]) -> int | None:
        """What keeps a message of this cause from leaving, of these caps' places; None where there is room for all."""
        theirs = [one for one in self._ahead.get(cause, ()) if one.whom[person]]
        for place in caps if theirs else ():
            terms = self._caps[place]
            ours = [one for one in theirs if one.counts_for(terms)]
            for one in ours:
                since_ms = one.at_ms - terms.window_ms
                if since_ms >= self._now_ms:
                    continue  # by then this message counts no more
                both = sum(since_ms < other.at_ms <= one.at_ms for other in ours)
                before = int(self._arrived(place, since_ms)[person]) + int(self._leaving[place][person])
                if before + 1 + both > terms.most:
                    return one.number
        return None

    def has_come(self, cause: str, person: int) -> None:
        """It has been decided about: it leaves now, which is counted, or does not leave."""
        for rows in self._ahead.values():
            for one in rows:
                if one.to == cause:
                    one.whom[person] = False

    def _arrived(self, place: int, since_ms: int) -> Numbers:
        """How many each person has got since then."""
        if (place, since_ms) not in self._since:
            came = self._came[place]
            self._since[place, since_ms] = np.bincount(came.person[came.at_ms > since_ms], minlength=self._people)
        return self._since[place, since_ms]
