"""The best that may be used together.

A benefit can be in another's way, if only by how it shares and rounds. So every choice of a few is looked at; of more
than `FEW` only all of them together, and each that goes alone.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations

import msgspec

from polku.act.rewards.pricing.basket import Basket, Moment
from polku.act.rewards.pricing.off import Left, use
from polku.act.rewards.pricing.offer import Offer
from polku.act.rewards.pricing.unmet import NOTHING, OTHERS, Why, unmet

# What is the price of single units comes before what is taken off sums, and shares of them before amounts.
ORDER = ("fixed_price", "bundle", "buy_get", "percent", "amount", "free_delivery", "gift")
FEW = 6  # offers that go together: 64 choices


class Used(msgspec.Struct, frozen=True):
    key: str
    off_minor: int
    gift: str = ""


class Priced(msgspec.Struct, frozen=True):
    """`lines_minor`: what each line of the basket costs then, in its order."""

    lines_minor: tuple[int, ...]
    delivery_minor: int
    used: tuple[Used, ...]
    unused: dict[str, Why]  # by the offer's key

    @property
    def total_minor(self) -> int:
        return sum(self.lines_minor) + self.delivery_minor


def best(basket: Basket, offers: Sequence[Offer], moment: Moment) -> Priced:
    """Of two that leave the same price, the one with more gifts, then the one that leaves an exclusive offer unused."""
    unused = {one.key: why for one in offers if (why := unmet(one, basket, moment)) is not None}
    fit = [one for one in offers if one.key not in unused]
    ways = [_use(together, basket) for together in _choices([one for one in fit if one.is_stackable])]
    ways += [_use([one], basket) for one in fit if not one.is_stackable]
    chosen = min(ways, key=lambda way: (way.total_minor, -sum(bool(one.gift) for one in way.used)))
    used = {one.key for one in chosen.used}
    alone = {used_alone.key for way in ways for used_alone in way.used}
    unused |= {one.key: Why(OTHERS if one.key in alone else NOTHING) for one in fit if one.key not in used}
    return msgspec.structs.replace(chosen, unused=unused)


def _choices(stackable: Sequence[Offer]) -> Iterator[Sequence[Offer]]:
    """The whole first: of two choices that cost the same, the one with more of them."""
    yield stackable
    if len(stackable) <= FEW:
        for size in range(len(stackable) - 1, 0, -1):
            yield from combinations(stackable, size)


def _use(together: Sequence[Offer], basket: Basket) -> Priced:
    """What takes nothing off and gives nothing is not used up."""
    left = Left(basket.lines, basket.delivery_minor)
    used: list[Used] = []
    for one in sorted(together, key=lambda one: (ORDER.index(one.benefit.kind), one.key)):
        off = use(one.benefit, left)
        if off or one.benefit.gift:
            used.append(Used(one.key, off, one.benefit.gift))
    return Priced(tuple(map(sum, left.units)), left.delivery_minor, tuple(used), {})
