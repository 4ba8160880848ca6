"""The time in the lab's world, which may run faster than ours, and can be jumped ahead."""

import asyncio
import time


class Clock:
    """Two hands. `now_ms`: the world's time, for what has a date; it runs `speed` times as fast as ours.

    `patience_s`: for what programs outside have to keep up with (tokens, retry keys, reply tokens, rates). It runs as
    ours does, whatever the speed, since those programs do not run faster. A jump moves both.
    """

    def __init__(self, *, speed: float = 1.0, begin_ms: int | None = None) -> None:
        self.speed = speed
        # The lab is a program of its own, and this is its clock.
        self._then_ms = float(time.time() * 1_000 if begin_ms is None else begin_ms)  # noqa: TID251
        self._since = time.monotonic()
        self._jumped_s = 0.0
        self._changed = asyncio.Event()

    def now_ms(self) -> int:
        return int(self._then_ms + (time.monotonic() - self._since) * 1_000 * self.speed)

    def patience_s(self) -> float:
        return time.monotonic() + self._jumped_s

    def real_s(self) -> float:
        """Our own time since 1970: what signatures of programs outside are dated by."""
        return time.time()  # noqa: TID251 - see above

    def run_at(self, speed: float) -> None:
        self._then_ms, self._since = float(self.now_ms()), time.monotonic()
        self.speed = speed
        self._wake()

    def jump(self, seconds: float) -> None:
        self._then_ms += seconds * 1_000
        self._jumped_s += seconds
        self._wake()

    async def until(self, moment_ms: int) -> None:
        """Wait for a moment of the world's time, through changes of speed and jumps."""
        while (left_ms := moment_ms - self.now_ms()) > 0:
            await self._doze(left_ms / 1_000 / self.speed if self.speed else 3_600)

    async def be_patient(self, seconds: float) -> None:
        until = self.patience_s() + seconds
        while (left := until - self.patience_s()) > 0:
            await self._doze(left)

    async def _doze(self, seconds: float) -> None:
        try:
            await asyncio.wait_for(self._changed.wait(), min(seconds, 3_600))
        except TimeoutError:
            return

    def _wake(self) -> None:
        self._changed.set()
        self._changed = asyncio.Event()
