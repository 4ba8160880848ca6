"""A thread for each account of a platform: one that is slow, stopped or wrong holds up no other."""

import logging
from collections.abc import Callable

from polku.doors.work.run import Step, Work
from polku.kit import clock
from polku.say.channels.channel import Channel
from polku.say.channels.registry import accounts, in_use
from polku.say.outbox.claim import is_due
from polku.say.outbox.loop import tick_channel

log = logging.getLogger(__name__)

LOOK_S = 1.0
EVERY_S = 0.2


class Accounts:
    """Those of one platform. New ones are taken up while running, and let go when they have ended and nothing waits."""

    def __init__(self, kind: str, *, give_way: Callable[[], bool]) -> None:
        self._kind = kind
        self._give_way = give_way
        self._threads: dict[str, Work] = {}

    def step(self) -> Step:
        return Step(f"accounts {self._kind}", self.tick, every_s=LOOK_S, at_end=self.end)

    def tick(self) -> int:
        now = clock.now()
        living = {channel.name for channel in accounts(self._kind)}
        wanted = living | {one.name for one in in_use(self._kind) if one.name not in living and is_due(one, now=now)}
        for name in sorted(wanted - self._threads.keys()):
            self._threads[name] = work = Work({f"outbox {name}": [self._send(name)]}, give_way=self._give_way)
            work.start()
        for name in sorted(self._threads.keys() - wanted):
            self._threads.pop(name).ask_to_stop()  # it ends by itself, after its block
        return 0

    def end(self) -> None:
        for work in self._threads.values():
            work.ask_to_stop()
        for work in self._threads.values():
            work.stop()
        self._threads.clear()

    def _send(self, name: str) -> Step:
        def tick() -> int:
            channel = self._of(name)
            return tick_channel(channel, now=clock.now()) if channel is not None else 0

        return Step(f"outbox {name}", tick, every_s=EVERY_S, at_end=lambda: self._close(name))

    def _of(self, name: str) -> Channel | None:
        """As it is now: its settings may have changed since the last block."""
        return next((one for one in in_use(self._kind) if one.name == name), None)

    def _close(self, name: str) -> None:
        channel = self._of(name)
        if channel is not None:
            channel.close()
