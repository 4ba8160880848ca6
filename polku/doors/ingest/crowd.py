"""Many requests at once: then those who can wait give way, in every process that was copied from this one."""

import math
import mmap

from polku.kit import clock

LEAST = 6  # requests without an answer
LASTS_S = 0.1  # after it has gone
STREAM = 100  # requests within a second
GONE_AT, STREAM_AT = 0, 1


class Crowd:
    """Of the requests that are being answered."""

    def __init__(self) -> None:
        self._requests = 0
        self._came = 0
        self._shared = memoryview(mmap.mmap(-1, 16)).cast("d")  # with copies of this process
        self._shared[GONE_AT] = self._shared[STREAM_AT] = -math.inf

    def __enter__(self) -> None:
        self._requests += 1
        self._came += 1
        if self._came % STREAM == 0:
            self._shared[STREAM_AT] = clock.monotonic()
        if self._requests == LEAST:
            self._shared[GONE_AT] = math.inf

    def __exit__(self, *_: object) -> None:
        self._requests -= 1
        if self._requests == LEAST - 1:
            self._shared[GONE_AT] = clock.monotonic()

    def is_here(self) -> bool:
        return clock.monotonic() - self._shared[GONE_AT] < LASTS_S

    def is_near(self) -> bool:
        """A crowd, or a steady stream: whoever writes long at a time makes some of them wait."""
        return self.is_here() or clock.monotonic() - self._shared[STREAM_AT] < 1.0
