"""Writing a block's letters: what is the same for everybody is made once."""

from collections.abc import Mapping, Sequence

from polku.say.channels.channel import Channel, Letter
from polku.say.content.problem import BrokenTemplate
from polku.say.outbox import words
from polku.say.outbox.claimed import Claimed
from polku.say.outbox.models import Wording
from polku.say.outbox.names import names
from polku.say.outbox.people import Addressee


class Writer:
    def __init__(self, channel: Channel, wordings: Mapping[str, Wording]) -> None:
        self._channel = channel
        self._constant = {key for key, wording in wordings.items() if _is_constant(wording, channel)}
        self._first: dict[str, Letter] = {}  # of a wording with which everybody is told the same
        self.names = _all(
            [names(wording, channel) for key, wording in wordings.items() if key not in self._constant]
        )  # of the facts that are asked for; None: any

    def letter(self, claimed: Claimed, wording: Wording, person: Addressee, *, address: str) -> Letter:
        """Raises BrokenTemplate."""
        if self._constant and (same := self.same(claimed, address=address)) is not None:
            return same
        made = words.letter(claimed, wording, person, address=address, channel=self._channel)
        if self._constant and claimed.wording in self._constant:
            self._first[claimed.wording] = made
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
