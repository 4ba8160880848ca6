"""Names under which statistics of push and multicast are gathered: a thousand a month."""

from polku.lab.line.account import Account
from polku.lab.line.counting.days import month_of
from polku.lab.line.world import World

A_MONTH = 1_000


class Units:
    """One account's, by month, in the order of their first use."""

    def __init__(self) -> None:
        self.names: dict[str, dict[str, None]] = {}


def take(world: World, account: Account, asked: list[str] | None) -> str:
    """The name that counts; empty where none was asked for, or where it is the thousand and first: it is dropped."""
    if not asked:
        return ""
    names = account.shelf(Units).names.setdefault(month_of(world.clock.now_ms()), {})
    if asked[0] not in names and len(names) >= A_MONTH:
        return ""
    names[asked[0]] = None
    return asked[0]
