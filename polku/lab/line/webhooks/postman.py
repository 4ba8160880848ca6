"""Carries events to where accounts want them: signed, in order, once. Or twice and shuffled, where one asks for it."""

import asyncio
import base64
import hmac
from collections import deque
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import msgspec

from polku.lab.line.account import Account
from polku.lab.line.log import Log
from polku.lab.line.webhooks.reply_tokens import ReplyTokens
from polku.lab.line.world import World

ANSWER_WITHIN_S = 2.0
AGAIN_AFTER_S = (2, 10, 60, 300, 1_800)  # of our choosing: LINE does not say how often and when it tries again
MOST_RESTING = 10_000  # bags; more are given up, as LINE promises nothing either
TEXT = {"content-type": "application/json; charset=utf-8", "user-agent": "LineBotWebhook/2.0"}


@dataclass
class Manners:
    """How the postman works, for all accounts. Shares are in per cent of events."""

    duplicates: float = 0.0  # carried twice, though they were taken
    disorder: float = 0.0  # held back behind later ones
    batch: int = 10  # events in one request, at most
    at_once: int = 16  # requests under way, for each account


@dataclass(frozen=True)
class Bag:
    """Events of one request, and how often they have been carried in vain."""

    events: list[dict[str, Any]]
    times: int = 0


@dataclass
class Round:
    """What one account's postman has and does. `again`: what was not taken and is due once more, before what is new."""

    waiting: deque[dict[str, Any]] = field(default_factory=deque)
    again: deque[Bag] = field(default_factory=deque)
    resting: set[asyncio.Task[None]] = field(default_factory=set)
    news: asyncio.Event = field(default_factory=asyncio.Event)
    tasks: set[asyncio.Task[None]] = field(default_factory=set)
    walk: asyncio.Task[None] | None = None
    taken: int = 0
    refused: int = 0


class Postman:
    def __init__(self, world: World) -> None:
        self.world = world
        self.manners = Manners()
        self.rounds: dict[str, Round] = {}
        self._session: aiohttp.ClientSession | None = None
        world.webhook_events.append(self.take)

    def take(self, account: Account, event: dict[str, Any]) -> None:
        if not account.webhook_url or not account.is_webhook_on:
            return
        round_ = self.rounds.setdefault(account.channel_id, Round())
        dice = self.world.dice
        place = len(round_.waiting)
        if round_.waiting and dice.random() * 100 < self.manners.disorder:
            place = dice.randrange(len(round_.waiting))
        round_.waiting.insert(place, event)
        if dice.random() * 100 < self.manners.duplicates:
            round_.waiting.append(event)
        round_.news.set()
        if round_.walk is None or round_.walk.done():
            round_.walk = asyncio.get_running_loop().create_task(self._walk(account, round_))

    async def close(self) -> None:
        for round_ in self.rounds.values():
            for task in [*round_.tasks, *round_.resting, round_.walk]:
                if task:
                    task.cancel()
        self.rounds.clear()
        if self._session:
            await self._session.close()
            self._session = None

    async def post(self, account: Account, events: list[dict[str, Any]], *, url: str = "") -> int:
        """One request. The status that came back; 0 could not connect, -1 no answer in time."""
        body = msgspec.json.encode({"destination": account.user_id, "events": events})
        headers = {**TEXT, "x-line-signature": signature(account.secret, body)}
        if self._session is None:
            self._session = aiohttp.ClientSession(
                timeout=aiohttp.ClientTimeout(ANSWER_WITHIN_S), connector=aiohttp.TCPConnector(limit=0)
            )
        status = 0
        try:
            async with self._session.post(url or account.webhook_url, data=body, headers=headers) as answer:
                status = answer.status
        except TimeoutError:
            status = -1
        except aiohttp.ClientError:
            status = 0
        self.world.shelf(Log).webhook(self.world.clock.now_ms(), account, len(events), status)
        return status

    async def _walk(self, account: Account, round_: Round) -> None:
        while True:
            while (round_.again or round_.waiting) and len(round_.tasks) < self.manners.at_once:
                bag = round_.again.popleft() if round_.again else self._packed(round_)
                task = asyncio.create_task(self._carry(account, round_, bag))
                round_.tasks.add(task)
                task.add_done_callback(round_.tasks.discard)
                task.add_done_callback(lambda _: round_.news.set())
            await round_.news.wait()
            round_.news.clear()

    def _packed(self, round_: Round) -> Bag:
        most = min(len(round_.waiting), self.manners.batch)
        return Bag([round_.waiting.popleft() for _ in range(most)])

    async def _carry(self, account: Account, round_: Round, bag: Bag) -> None:
        if 200 <= await self.post(account, bag.events) < 300:
            round_.taken += len(bag.events)
        elif account.redelivers and bag.times < len(AGAIN_AFTER_S) and len(round_.resting) < MOST_RESTING:
            # It rests apart, so that what is new is not held up by what nobody takes.
            task = asyncio.create_task(self._rest(account, round_, bag))
            round_.resting.add(task)
            task.add_done_callback(round_.resting.discard)
        else:
            round_.refused += len(bag.events)

    async def _rest(self, account: Account, round_: Round, bag: Bag) -> None:
        await self.world.clock.be_patient(AGAIN_AFTER_S[bag.times])
        events, now_s = deepcopy(bag.events), self.world.clock.patience_s()
        for event in events:
            event["deliveryContext"]["isRedelivery"] = True
            account.shelf(ReplyTokens).came_again(event.get("replyToken", ""), patience_s=now_s)
        round_.again.append(Bag(events, bag.times + 1))
        round_.news.set()


def signature(secret: str, body: bytes) -> str:
    """What `x-line-signature` says: of the bytes as they go over the wire."""
    return base64.b64encode(hmac.digest(secret.encode(), body, "sha256")).decode()
