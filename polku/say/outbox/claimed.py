"""A message that we hold."""

import msgspec


class Claimed(msgspec.Struct, frozen=True, gc=False):
    """By the number of our claim: `attempts` of a row; of a packed one `claim`, of its `block`."""

    id: int
    cause: str
    identity_id: int
    channel: str
    campaign_id: int | None
    attempts: int
    block: int = 0  # 0: it has a row of its own
    claim: int = 0
