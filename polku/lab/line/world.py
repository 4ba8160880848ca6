"""Everything there is, in memory."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from polku.lab.line.account import FRIEND, Account
from polku.lab.line.bodies import Bodies
from polku.lab.line.chats import Sending
from polku.lab.line.clock import Clock
from polku.lab.line.shelves import Shelves
from polku.lab.line.user_ids import Numbers

STRANGERS_AT_LEAST = 20


@dataclass(frozen=True, slots=True)
class News:
    """A sending has reached these people (or was said by this one)."""

    account: Account
    sending: Sending
    numbers: Numbers


class World(Shelves):
    """`friends` people have the first account as a friend from the start; a tenth more are strangers to it."""

    def __init__(self, *, seed: int = 1, friends: int = 1_000, speed: float = 1.0, begin_ms: int | None = None) -> None:
        super().__init__()
        self.seed = seed
        self.clock = Clock(speed=speed, begin_ms=begin_ms)
        self.dice = random.Random(f"lab {seed}")
        self.people = friends + max(STRANGERS_AT_LEAST, friends // 10)
        self.bodies = Bodies()
        self.accounts: list[Account] = []
        self.webhook_events: list[Callable[[Account, dict[str, Any]], None]] = []  # who carries them out (webhooks/)
        self.listeners: list[Callable[[News], None]] = []
        self.make_account("Kahvila").states[:friends] = FRIEND

    def make_account(self, name: str, *, provider: str = "Kahvila") -> Account:
        """Accounts of one provider know people by the same ids."""
        account = Account(
            seed=self.seed,
            order=len(self.accounts),
            people=self.people,
            name=name,
            provider=provider,
            bodies=self.bodies,
            clock=self.clock,
        )
        self.accounts.append(account)
        return account

    def make_people(self, count: int) -> Numbers:
        """More people, strangers to every account."""
        first, self.people = self.people, self.people + count
        for account in self.accounts:
            account.grow(self.people)
        return np.arange(first, self.people, dtype=np.int64)

    def account(self, channel_id: str) -> Account | None:
        return next((one for one in self.accounts if channel_id in (one.channel_id, one.user_id)), None)

    def listen(self, listener: Callable[[News], None]) -> Callable[[], None]:
        """Hear of each message, as it arrives; the answer ends it."""
        self.listeners.append(listener)
        return lambda: self.listeners.remove(listener)

    def tell(self, news: News) -> None:
        for listener in list(self.listeners):
            listener(news)
