"""What the first page says of the other ones: so many points, so many stamps. A kind of reward adds its function."""

from collections.abc import Callable
from dataclasses import dataclass

from polku.doors.public.wallet.looking import Visitor


@dataclass(frozen=True)
class Tile:
    """`page`: the name of the page behind it."""

    name: str
    value: str
    icon: str
    page: str
    more: str = ""  # "3 more to a coffee"


# Each in the language of the page; nothing of what somebody has nothing to do with.
TILES: list[Callable[..., list[Tile]]] = []  # f(who, *, now_ms)


def tiles(who: Visitor, *, now_ms: int) -> list[Tile]:
    return [one for make in TILES for one in make(who, now_ms=now_ms)]
