"""How many friends there were on a day."""

import numpy as np

from polku.lab.line.account import BLOCKED, FRIEND, Account
from polku.lab.line.counting.days import day_of
from polku.lab.line.ticking import Chores
from polku.lab.line.world import World


class FriendDays:
    """One account's: day → (ever added, can be reached, blocked), as the day ended or as far as it has come."""

    def __init__(self) -> None:
        self.by_day: dict[str, tuple[int, int, int]] = {}


def keep_counting(world: World) -> None:
    world.shelf(Chores).all.setdefault("friends of the day", lambda: note(world))


def note(world: World) -> None:
    today = day_of(world.clock.now_ms())
    for account in world.accounts:
        account.shelf(FriendDays).by_day[today] = _now(account)


def on(world: World, account: Account, day: str) -> tuple[int, int, int]:
    """Of the day, or of the last one before it that is known; what was before the lab began is as it began."""
    note(world)
    known = account.shelf(FriendDays).by_day
    before = [one for one in known if one <= day]
    return known[max(before)] if before else known[min(known)]


def _now(account: Account) -> tuple[int, int, int]:
    friends, blocked = (int(np.count_nonzero(account.states == state)) for state in (FRIEND, BLOCKED))
    return friends + blocked, friends, blocked
