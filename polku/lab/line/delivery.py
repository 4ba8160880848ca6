"""What the account says reaches people: counted, kept in their chats, told to whoever listens."""

from typing import Any

import numpy as np

from polku.lab.line.account import FRIEND, Account
from polku.lab.line.chats import Sending
from polku.lab.line.looks import Looks, statistic
from polku.lab.line.user_ids import Numbers
from polku.lab.line.world import News, World


def deliver(world: World, account: Account, sending: Sending, numbers: Numbers) -> Sending:
    """To all of these people, whoever they are; each may be named once."""
    if len(numbers):
        account.chats.reach(sending, numbers)
        if sending.unit or sending.way in ("broadcast", "narrowcast"):
            account.shelf(Looks).delivered[statistic(sending)] += len(numbers)
        world.tell(News(account, sending, numbers))
    return sending


def say(world: World, account: Account, way: str, messages: list[dict[str, Any]], **more: str) -> Sending:
    """A new sending, which has reached nobody yet."""
    return account.chats.add(way, at_ms=world.clock.now_ms(), messages=messages, **more)


def friends_among(account: Account, numbers: Numbers) -> Numbers:
    """Those whom a message reaches; the others get nothing, and nobody is told."""
    chosen: Numbers = numbers[account.states[numbers] == FRIEND]
    return chosen


def all_friends(account: Account) -> Numbers:
    return np.flatnonzero(account.states == FRIEND).astype(np.int64)
