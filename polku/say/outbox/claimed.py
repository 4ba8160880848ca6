"""A message that we hold."""

from functools import lru_cache

import msgspec

from polku.say.outbox.rounds import first_of

# Claims of a round: whoever is tried again by a person begins a new one, so that no claim has a former one's number.
ROUND = 1_000


class Claimed(msgspec.Struct, frozen=True, gc=False):
    """By the number of our claim: `attempts` of a row; of a packed one `claim`, of its `block`."""

    id: int
    cause: str
    identity_id: int
    channel: str
    campaign_id: int | None
    attempts: int
    version: int = 0  # which of its cause's wordings
    block: int = 0  # 0: it has a row of its own
    claim: int = 0

    @property
    def tries(self) -> int:
        """Attempts of this round."""
        return self.attempts % ROUND

    @property
    def wording(self) -> str:
        """The key of what it says."""
        return wording_of(self.cause, self.version)


@lru_cache(maxsize=256)  # asked for every message
def wording_of(cause: str, version: int) -> str:
    """A cause's first wording has the cause's own name; it is the one that says what the cause is for, and stands.

    The others are the same in every round of it (rounds.py).
    """
    return f"{first_of(cause)}#{version}" if version else cause
