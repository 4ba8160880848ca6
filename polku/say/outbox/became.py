"""What is kept of a message's outcome."""

import msgspec

QUIET = "quiet"  # of one that waits for quiet hours to be over
CLOSED = "closed"  # of one that waits until the person's store opens


class Became(msgspec.Struct, frozen=True, gc=False):
    """`reason`: see reasons.py. `way`: how it was sent, for the log."""

    state: str
    reason: str = ""
    wait_ms: int = 0  # until the next attempt, where there is one
    gives_back: int = 0  # attempts that did not count
    way: str = ""

    @property
    def is_over(self) -> bool:
        return self.state != "asked"

    @property
    def is_put_off(self) -> bool:
        """Nothing has left, and all who have it so may wait together."""
        return self.state == "asked" and self.reason in (QUIET, CLOSED) and self.gives_back == 1

    @property
    def is_plain(self) -> bool:
        """Nothing more will be done or decided about it."""
        return self.state in ("sent", "held")
