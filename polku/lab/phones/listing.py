"""Which phones a search finds, and in which order: where something has come last, first."""

from dataclasses import dataclass

import numpy as np

from polku.lab.line.account import BLOCKED, FRIEND, STRANGER, Account
from polku.lab.line.user_ids import Numbers
from polku.lab.line.world import World
from polku.lab.people import person
from polku.lab.phones.mailboxes import Mailboxes

NAMED = 20_000  # a name is made when it is asked for: as many as take half a second
STATES = {"friends": FRIEND, "blocked": BLOCKED, "strangers": STRANGER}


@dataclass(frozen=True)
class Found:
    numbers: Numbers  # of one page
    count: int


def find(world: World, account: Account, *, words: str, only: str, start: int, most: int) -> Found:
    """`only`: unread, friends, blocked, strangers, or anything else for all."""
    box = world.shelf(Mailboxes).of(account)
    numbers = _searched(world, account, words.strip())
    if only == "unread":
        numbers = numbers[box.unread[numbers] > 0]
    elif only in STATES:
        numbers = numbers[account.states[numbers] == STATES[only]]
    order = np.argsort(-box.newest_ms[numbers], kind="stable")
    return Found(numbers[order[start : start + most]], len(numbers))


def _searched(world: World, account: Account, words: str) -> Numbers:
    if not words:
        return np.arange(world.people, dtype=np.int64)
    exact = int(words) if words.isdecimal() and len(words) < 10 else account.ids.number(words)
    if 0 <= exact < world.people:
        return np.array([exact], dtype=np.int64)
    wanted = words.casefold()
    near = range(min(world.people, NAMED))
    return np.array([one for one in near if wanted in person(one).name.casefold()], dtype=np.int64)
