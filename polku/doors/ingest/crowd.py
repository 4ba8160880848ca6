"""Many requests at once: then those who can wait give way, in every process that was copied from this one."""

import math
import mmap

from polku.kit import clock

LEAST = 6  # requests without an answer
LASTS_S = 0.1  # after it has gone


class Crowd:
    """Of the requests that are being answered."""

    def __init__(self) -> None:
        self._requests = 0
        self._gone_at = memoryview(mmap.mmap(-1, 8)).cast("d")  # shared with copies of this process
        self._gone_at[0] = -LASTS_S

    def __enter__(self) -> None:
        self._requests += 1
        if self._requests == LEAST:
            self._gone_at[0] = math.inf

    def __exit__(self, *_: object) -> None:
        self._requests -= 1
        if self._requests == LEAST - 1:
            self._gone_at[0] = clock.monotonic()

    def is_here(self) -> bool:
        return clock.monotonic() - self._gone_at[0] < LASTS_S
