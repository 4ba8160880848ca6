"""Who saw and touched what: counted by request (broadcast, narrowcast) or by unit and day (push, multicast)."""

from collections import Counter
from dataclasses import dataclass, field

from polku.lab.line.account import Account
from polku.lab.line.chats import Sending
from polku.lab.line.counting.days import day_of

FROZEN_AFTER_MS = 14 * 24 * 3_600_000


@dataclass
class Tally:
    """`people` may be many: a set for each, so that nobody counts twice."""

    times: int = 0
    people: set[int] = field(default_factory=set)

    def count(self, number: int) -> None:
        self.times += 1
        self.people.add(number)


@dataclass
class Looks:
    """One account's. `seen`: by (statistic, bubble from 1); `clicked`: and the address; `played`: and the per cent."""

    seen: dict[tuple[str, int], Tally] = field(default_factory=dict)
    clicked: dict[tuple[str, str, int], Tally] = field(default_factory=dict)
    played: dict[tuple[str, int, int], Tally] = field(default_factory=dict)
    openers: dict[str, Tally] = field(default_factory=dict)
    clickers: dict[str, Tally] = field(default_factory=dict)
    menus: dict[tuple[str, int, str], Tally] = field(default_factory=dict)  # rich menu, area (-1: shown), day
    delivered: Counter[str] = field(default_factory=Counter)  # by statistic


def see(account: Account, number: int, sending: Sending) -> None:
    """All bubbles of it were on the screen."""
    if is_frozen(account, sending):
        return
    looks, name = account.shelf(Looks), statistic(sending)
    looks.openers.setdefault(name, Tally()).count(number)
    for bubble in range(1, sending.count + 1):
        looks.seen.setdefault((name, bubble), Tally()).count(number)


def click(account: Account, number: int, sending: Sending, url: str, *, bubble: int = 1) -> None:
    if is_frozen(account, sending):
        return
    looks, name = account.shelf(Looks), statistic(sending)
    looks.clickers.setdefault(name, Tally()).count(number)
    looks.clicked.setdefault((name, url, bubble), Tally()).count(number)


def play(account: Account, number: int, sending: Sending, *, bubble: int = 1, per_cent: int = 0) -> None:
    """A film or sound was played as far as this: 0 for begun, 25, 50, 75 or 100."""
    if not is_frozen(account, sending):
        account.shelf(Looks).played.setdefault((statistic(sending), bubble, per_cent), Tally()).count(number)


def statistic(sending: Sending) -> str:
    """Under which name it is counted: unit and day, else the request."""
    return f"{sending.unit} {day_of(sending.at_ms)}" if sending.unit else sending.request_id


def is_frozen(account: Account, sending: Sending) -> bool:
    """LINE counts for two weeks."""
    return account.clock.now_ms() - sending.at_ms > FROZEN_AFTER_MS
