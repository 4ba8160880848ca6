"""Requests on their way: an event loop that runs whenever it is carried on. Many receivers are waited for at once."""

import asyncio
import logging
from collections import Counter

import aiohttp
import msgspec

from polku.act.webhooks.claim import Claimed
from polku.kit import clock, net

log = logging.getLogger(__name__)

TIMEOUT_S = 15.0
ANSWER_BYTES = 4_000
CONNECTIONS = 500


class Parcel(msgspec.Struct, frozen=True):
    """One delivery, ready to go."""

    claimed: Claimed
    url: str
    headers: dict[str, str]
    body: bytes


class Outcome(msgspec.Struct, frozen=True):
    """What came of it. Without a status nobody answered, and `answer` says why."""

    claimed: Claimed
    status: int | None
    answer: str
    took_ms: int
    retry_after: str = ""

    @property
    def is_delivered(self) -> bool:
        return self.status is not None and 200 <= self.status < 300


class Flight:
    """`start` parcels, `carry_on` for a moment at a time. For one thread."""

    def __init__(self, *, allow_private: bool) -> None:
        self._allow_private = allow_private
        self._loop = asyncio.new_event_loop()
        self._session: aiohttp.ClientSession | None = None
        self._tasks: dict[asyncio.Task[Outcome], int] = {}

    def on_the_way(self) -> Counter[int]:
        """How many to each webhook."""
        return Counter(self._tasks.values())

    def start(self, parcel: Parcel) -> None:
        self._tasks[self._loop.create_task(self._send(parcel))] = parcel.claimed.webhook_id

    def carry_on(self, seconds: float) -> list[Outcome]:
        """Until something has come of a request, or the time is over."""
        if not self._tasks:
            return []
        self._loop.run_until_complete(asyncio.wait(self._tasks, timeout=seconds, return_when=asyncio.FIRST_COMPLETED))
        done = [task for task in self._tasks if task.done()]
        for task in done:
            del self._tasks[task]
        return [task.result() for task in done]

    def close(self) -> None:
        """Give up what is still on its way: its claim ends, and it is sent again."""
        self._loop.run_until_complete(self._give_up())
        self._loop.close()

    async def _give_up(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._tasks.clear()
        if self._session is not None:
            await self._session.close()

    async def _send(self, parcel: Parcel) -> Outcome:
        if self._session is None:
            self._session = net.open_session(allow_private=self._allow_private, connections=CONNECTIONS)
        began = clock.monotonic()
        status, told, retry_after = None, "", ""
        try:
            answer = await net.ask(
                self._session,
                parcel.url,
                allow_private=self._allow_private,
                method="POST",
                headers={"Content-Type": "application/json", "User-Agent": "polku", **parcel.headers},
                body=parcel.body,
                most_bytes=ANSWER_BYTES,
                timeout_s=TIMEOUT_S,
            )
            status, retry_after = answer.status, answer.headers.get("retry-after", "")
            told = answer.body.decode("utf-8", "replace").replace("\0", "�")
        except net.NetError as problem:
            told = f"{problem.code}|{problem.detail}"
        except Exception as problem:  # noqa: BLE001 - whatever it was, this one delivery failed, and no other
            log.warning("webhook %d: %r", parcel.claimed.webhook_id, problem)
            told = f"NetError|{type(problem).__name__}"
        return Outcome(parcel.claimed, status, told, round((clock.monotonic() - began) * 1000), retry_after)
