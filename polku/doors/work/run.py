"""Carrying the river on: three threads, each with its steps, until told to stop.

A step does one block and says how much it did; 0 means there is nothing to do, and its thread rests a little. What a
step raises is logged and noted where people look (Cursor.trouble), and tried again after a growing wait: the other
steps go on.
"""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import close_old_connections, connection

from polku.doors.work.still import Still
from polku.kit import clock

log = logging.getLogger(__name__)

LONGEST_WAIT_S = 30.0
REST_S = 0.1
STILL_S = 1.0  # from one look for work to the next, while nobody writes into the database
LOOK_S = 0.1  # whether somebody has: a fiftieth of the work
# Of the time, while the intake is busy: there is one interpreter, and one writer of the database.
SHARE_WHEN_BUSY = 0.05
LONGEST_YIELD_S = 1.0


@dataclass
class Step:
    """One thing that is done again and again."""

    name: str
    tick: Callable[[], int]
    every_s: float = REST_S  # at the most so often, when there is little to do
    least_s: float = 0.0  # between the beginnings of two ticks, even when there is much to do
    on_trouble: Callable[[Exception], None] | None = None
    at_end: Callable[[], None] | None = None  # in its thread, after the last tick
    wait_s: float = field(default=0.0, init=False)
    due: float = field(default=0.0, init=False)


class Work:
    """The threads. `give_way` tells whether the intake is busy."""

    def __init__(self, lanes: dict[str, list[Step]], *, give_way: Callable[[], bool] = lambda: False) -> None:
        self._stop = threading.Event()
        self._give_way = give_way
        self._threads = [
            threading.Thread(target=self._run, args=(steps,), name=f"work {name}") for name, steps in lanes.items()
        ]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Lets every thread finish its block."""
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def ask_to_stop(self) -> None:
        self._stop.set()

    def wait(self) -> None:
        """Until asked to stop."""
        self._stop.wait()

    def _run(self, steps: list[Step]) -> None:
        still = Still()
        while not self._stop.is_set():
            began = clock.monotonic()
            did = sum(self._take(step) for step in steps if step.due <= began)
            took = clock.monotonic() - began
            if did:
                still.stir()
                self._yield_to_intake(took)
            else:
                close_old_connections()
                next_due = min((step.due for step in steps), default=began + REST_S)
                self._stop.wait(max(0.01, next_due - clock.monotonic()))
                while still.is_still() and clock.monotonic() < began + STILL_S:
                    if self._stop.wait(LOOK_S):
                        break
        for step in steps:
            if step.at_end is not None:
                step.at_end()
        connection.close()

    def _yield_to_intake(self, took_s: float) -> None:
        end = clock.monotonic() + min(LONGEST_YIELD_S, took_s * (1 / SHARE_WHEN_BUSY - 1))
        while self._give_way() and clock.monotonic() < end and not self._stop.is_set():
            self._stop.wait(0.02)

    def _take(self, step: Step) -> int:
        began = clock.monotonic()
        try:
            did = step.tick()
        except Exception as problem:
            step.wait_s = min(LONGEST_WAIT_S, max(0.5, step.wait_s * 2))
            step.due = clock.monotonic() + step.wait_s
            log.exception("%s stands still for %.1f s", step.name, step.wait_s)
            self._note(step, problem)
            connection.close()  # whatever state it was left in
            return 0
        step.wait_s = 0.0
        step.due = began + step.least_s if did else clock.monotonic() + step.every_s
        return did

    def _note(self, step: Step, problem: Exception) -> None:
        """Where the disk is full nothing can be noted either; the lane must outlive that."""
        if step.on_trouble is None:
            return
        try:
            step.on_trouble(problem)
        except Exception:
            log.exception("%s stands still, and that could not be noted", step.name)
