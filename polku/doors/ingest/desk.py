"""Where those who ask wait for each other: while some are answered, others gather, and go together."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Generic, TypeVar

from django.db import connection

from polku.kit.checkpoints import answers_somebody

TOGETHER = 64

log = logging.getLogger(__name__)

Ask = TypeVar("Ask")
Outcome = TypeVar("Outcome")


class Desk(Generic[Ask, Outcome]):
    """`of` from the event loop. `answer` gives what came of each, on the disk; None: that one goes the long way."""

    def __init__(self, name: str, answer: Callable[[Sequence[Ask]], Sequence[Outcome | None]]) -> None:
        self._name, self._answer = name, answer
        self._thread = ThreadPoolExecutor(1, thread_name_prefix=name, initializer=answers_somebody)
        self._waiting: list[tuple[Ask, asyncio.Future[Outcome | None]]] = []
        self._task: asyncio.Task[None] | None = None

    def close(self) -> None:
        self._thread.shutdown()

    async def of(self, ask: Ask) -> Outcome | None:
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Outcome | None] = loop.create_future()
        self._waiting.append((ask, future))
        if self._task is None or self._task.done():
            self._task = loop.create_task(self._serve())
        return await future

    async def _serve(self) -> None:
        while self._waiting:
            group, self._waiting = self._waiting[:TOGETHER], self._waiting[TOGETHER:]
            asks = [ask for ask, _future in group]
            outcomes = await asyncio.get_running_loop().run_in_executor(self._thread, self._answered, asks)
            for (_ask, future), outcome in zip(group, outcomes, strict=True):
                if not future.done():  # else whoever asked has gone
                    future.set_result(outcome)

    def _answered(self, asks: Sequence[Ask]) -> Sequence[Outcome | None]:
        try:
            return self._answer(asks)
        except Exception as problem:  # noqa: BLE001 - whatever it was: each alone may fare better, and says what is wrong
            log.warning("%s go one by one: %s", self._name, problem)
            connection.close()
            return [None] * len(asks)
