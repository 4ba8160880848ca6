"""The way from the town to polku, over HTTP: links that are tapped, and what the tills tell."""

import asyncio
from base64 import b64encode
from collections import deque
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

import aiohttp
import msgspec

IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
ANDROID = "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/138.0.0.0"
AGENTS = (f"{IPHONE} Mobile/15E148 Safari Line/15.12.0", f"{ANDROID} Mobile Safari/537.36 Line/15.12.0/IAB")
NEAR = ("127.0.0.1", "localhost", "::1")
BATCH, AT_ONCE, HOPS, KEPT = 100, 8, 5, 100_000
AGAIN_AFTER_S = 1.0


@dataclass
class Told:
    """What came of it, for `/lab/town`."""

    clicks: int = 0
    clicks_failed: int = 0
    events: int = 0
    refused: int = 0  # events of batches that polku did not take, because of a wrong write key for example
    lost: int = 0  # events that were given up, since too many waited


@dataclass
class Road:
    """`polku`: where it is. Without a write key, purchases stay in the town's own books."""

    polku: str = ""
    write_key: str = ""
    told: Told = field(default_factory=Told)

    def __post_init__(self) -> None:
        self._events: deque[dict[str, Any]] = deque()
        self._clicks: deque[tuple[int, str]] = deque(maxlen=KEPT)
        self._news, self._idle = asyncio.Event(), asyncio.Event()
        self._idle.set()

    def tell(self, events: list[dict[str, Any]]) -> None:
        if not self.write_key:
            return
        self._events.extend(events)
        while len(self._events) > KEPT:
            self._events.popleft()
            self.told.lost += 1
        self._sets_out()

    def click(self, number: int, address: str) -> None:
        """Only what is on this machine, or where polku is, is really asked for."""
        if (urlsplit(address).hostname or "") in (*NEAR, urlsplit(self.polku).hostname or ""):
            self._clicks.append((number, address))
            self._sets_out()

    def _sets_out(self) -> None:
        self._idle.clear()
        self._news.set()

    async def carry(self) -> None:
        """Until it is cancelled."""
        timeout = aiohttp.ClientTimeout(total=10)
        async with aiohttp.ClientSession(timeout=timeout) as session:
            while True:
                await self._news.wait()
                self._news.clear()
                while self._events or self._clicks:
                    clicks = [self._clicks.popleft() for _ in range(min(AT_ONCE, len(self._clicks)))]
                    await asyncio.gather(*(self._open(session, *one) for one in clicks), self._post(session))
                self._idle.set()

    async def arrive(self) -> None:
        """Until nothing is on its way any more."""
        await self._idle.wait()

    async def _open(self, session: aiohttp.ClientSession, number: int, address: str) -> None:
        agent = {"User-Agent": AGENTS[number % len(AGENTS)]}
        try:
            for _ in range(HOPS):
                async with session.get(address, headers=agent, allow_redirects=False) as answer:
                    await answer.read()
                    address = urljoin(address, answer.headers.get("Location", ""))
                    if answer.status // 100 != 3 or (urlsplit(address).hostname or "") not in NEAR:
                        break
            self.told.clicks += 1
        except (aiohttp.ClientError, TimeoutError):
            self.told.clicks_failed += 1

    async def _post(self, session: aiohttp.ClientSession) -> None:
        if not self._events:
            return
        batch = [self._events.popleft() for _ in range(min(BATCH, len(self._events)))]
        key = b64encode(f"{self.write_key}:".encode()).decode()
        headers = {"Authorization": f"Basic {key}", "Content-Type": "application/json"}
        body = msgspec.json.encode({"batch": batch})
        try:
            async with session.post(f"{self.polku}/v1/batch", data=body, headers=headers) as answer:
                status = answer.status
        except (aiohttp.ClientError, TimeoutError):
            status = 503
        if status == 503 or status >= 500:
            # Every event has a name of its own: sent again, it is still one.
            self._events.extendleft(reversed(batch))
            await asyncio.sleep(AGAIN_AFTER_S)
        elif status == 200:
            self.told.events += len(batch)
        else:
            self.told.refused += len(batch)
