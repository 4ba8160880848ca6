"""Continuation tokens: where a list goes on, for a day."""

import secrets
from collections.abc import Sequence
from typing import TypeVar

from polku.lab.line.web.call import Call, Refused

LIFE_S = 24 * 3_600.0
One = TypeVar("One")


class Places:
    """One account's: token → (where it goes on, until when of the clock's patience)."""

    def __init__(self) -> None:
        self.known: dict[str, tuple[int, float]] = {}


def page(call: Call, everything: Sequence[One], *, size: int) -> tuple[Sequence[One], dict[str, str]]:
    """The part that `?start=` asks for, and `{"next": …}` where there is more."""
    first, more = part(call, len(everything), size=size)
    return everything[first : first + size], more


def part(call: Call, count: int, *, size: int) -> tuple[int, dict[str, str]]:
    """Where the part begins that `?start=` asks for, and `{"next": …}` where there is more."""
    places, now_s = call.account.shelf(Places), call.world.clock.patience_s()
    first = 0
    if token := call.asked("start"):
        first, until_s = places.known.get(token, (0, 0.0))
        if until_s < now_s:
            raise Refused(400, "Invalid start parameter")
    if first + size >= count:
        return first, {}
    if len(places.known) > 1_000:
        places.known = {token: one for token, one in places.known.items() if one[1] >= now_s}
    after = secrets.token_urlsafe(24)
    places.known[after] = (first + size, now_s + LIFE_S)
    return first, {"next": after}
