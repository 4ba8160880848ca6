"""The month's quota. Recipients count, not bubbles; what a running narrowcast may need is kept back for it."""

from collections import Counter

from polku.lab.line.account import Account
from polku.lab.line.counting.days import day_of, month_of
from polku.lab.line.web.call import Refused
from polku.lab.line.world import World

LAG_S = 5.0  # how late the consumption is that programs are told; LINE says only that it is approximate


class Quota:
    """One account's."""

    def __init__(self) -> None:
        self.used: Counter[str] = Counter()  # by month
        self.by_day: Counter[tuple[str, str]] = Counter()  # (way, day): recipients
        self.reserved: dict[str, int] = {}  # by request id of the narrowcast
        self._told: tuple[float, str, int] = (-LAG_S, "", 0)

    def told(self, month: str, *, patience_s: float) -> int:
        """What LINE would say has been used, a little behind."""
        at_s, of, value = self._told
        if of != month or patience_s - at_s >= LAG_S:
            value = self.used[month]
            self._told = (patience_s, month, value)
        return value


def check(world: World, account: Account, recipients: int) -> None:
    """Raises Refused (429) where the quota has no room for so many."""
    left = remaining(world, account)
    if left is not None and recipients > left:
        raise Refused(429, "You have reached your monthly limit.")


def remaining(world: World, account: Account) -> int | None:
    if account.quota is None:
        return None
    quota = account.shelf(Quota)
    return max(0, account.quota - quota.used[month_of(world.clock.now_ms())] - sum(quota.reserved.values()))


def count(world: World, account: Account, way: str, recipients: int) -> None:
    quota, now_ms = account.shelf(Quota), world.clock.now_ms()
    quota.by_day[way, day_of(now_ms)] += recipients
    if way != "reply":
        quota.used[month_of(now_ms)] += recipients
