"""Writing a block's letters: what is the same for everybody is made once."""

from collections.abc import Mapping, Sequence

from polku.say.channels.channel import Channel, Held, Later, Letter
from polku.say.content.problem import BrokenTemplate
from polku.say.outbox import words
from polku.say.outbox.claimed import Claimed
from polku.say.outbox.models import Wording
from polku.say.outbox.names import names
from polku.say.outbox.people import Addressee
from polku.say.outbox.ways import Ways


class Writer:
    def __init__(self, channel: Channel, wordings: Mapping[str, Wording]) -> None:
        self._channel = channel
        self._ways = Ways(channel, wordings)
        self._constant = {
            key
            for key, wording in wordings.items()
            if key not in self._ways.conditional and _is_constant(wording, channel)
        }
        self._first: dict[str, Letter] = {}  # of a wording with which everybody is told the same
        self._alike: dict[tuple[str, frozenset[str]], Letter | None] = {}  # the same of those with conditions
        self.names = _all(
            [names(wording, channel) for key, wording in wordings.items() if key not in self._constant]
        )  # of the facts that are asked for; None: any

    def look_up(self, block: Sequence[Claimed], people: Mapping[int, Addressee]) -> None:
        """Who of a block sees what, where not everybody sees all."""
        if self._ways.conditional:
            self._ways.look_up(block, people)

    def letter(self, claimed: Claimed, wording: Wording, person: Addressee, *, address: str) -> Letter | Held | Later:
        """Raises BrokenTemplate."""
        if self._ways.conditional and claimed.wording in self._ways.conditional:
            return self._for_some(claimed, wording, person, address=address)
        if self._constant and (same := self.same(claimed, address=address)) is not None:
            return same
        made = words.letter(claimed, wording, person, address=address, channel=self._channel)
        if self._constant and claimed.wording in self._constant:
            self._first[claimed.wording] = made
        return made

    def _for_some(
        self, claimed: Claimed, wording: Wording, person: Addressee, *, address: str
    ) -> Letter | Held | Later:
        met, seen = self._ways.of(claimed, wording)
        if not isinstance(seen, Wording):
            return seen
        alike = self._alike.get((claimed.wording, met))
        if alike is not None:
            return words.same(claimed, alike, address=address)
        made = words.letter(claimed, seen, person, address=address, channel=self._channel)
        if (claimed.wording, met) not in self._alike:
            self._alike[claimed.wording, met] = made if _is_constant(seen, self._channel) else None
        return made

    def same(self, claimed: Claimed, *, address: str) -> Letter | None:
        """Where everybody is told the same, and somebody's letter has been written already."""
        first = self._first.get(claimed.wording)
        return words.same(claimed, first, address=address) if first is not None else None


def _all(asked: Sequence[frozenset[str] | None]) -> frozenset[str] | None:
    return None if any(one is None for one in asked) else frozenset().union(*[one for one in asked if one is not None])


def _is_constant(wording: Wording, channel: Channel) -> bool:
    try:
        return words.is_constant(wording, channel)
    except BrokenTemplate:
        return False  # told to each when their letter is written
