"""The best that may be used together.

A benefit can be in another's way, if only by how it shares and rounds. So of up to `FEW` that go together every choice
is looked at (of large baskets of fewer). Of more, up to `SOME`, every choice of those few that save most alone; then
what one more, one less or another instead would save, for as long as it saves. Of still more only all of them together.
And each that goes alone.
"""

from collections.abc import Iterator, Sequence
from math import log2
from operator import itemgetter
from typing import NamedTuple

import msgspec

from polku.act.rewards.pricing.basket import Basket, Moment
from polku.act.rewards.pricing.off import Left, use
from polku.act.rewards.pricing.offer import Offer
from polku.act.rewards.pricing.unmet import NOTHING, OTHERS, Why, unmet

# What is the price of single units comes before what is taken off sums, and shares of them before amounts.
ORDER = ("fixed_price", "bundle", "buy_get", "percent", "amount", "free_delivery", "gift")
FEW, SOME = 10, 16  # offers that go together: 1,024 choices
MOST_WORK = 200_000  # choices times units: of large baskets fewer are looked at


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


class _Way(NamedTuple):
    """What some offers leave, one after another in their order. Of two that cost the same, the one with more gifts."""

    total_minor: int
    without: int  # gifts below nothing
    used: tuple[Used, ...]
    left: Left


def best(basket: Basket, offers: Sequence[Offer], moment: Moment) -> Priced:
    """Of two that leave the same price, the one with more gifts, then the one that leaves an exclusive offer unused."""
    unused = {one.key: why for one in offers if (why := unmet(one, basket, moment)) is not None}
    fit = sorted((one for one in offers if one.key not in unused), key=_order)
    stackable = [one for one in fit if one.is_stackable]
    alone = {one.key: _of([one], basket) for one in fit if not one.is_stackable or len(stackable) <= SOME}
    ways = [_together(stackable, alone, basket), *(alone[one.key] for one in fit if not one.is_stackable)]
    chosen = min(ways, key=_cost)
    used = {one.key for one in chosen.used}
    helps = {one.key for way in (*ways, *alone.values()) for one in way.used}
    unused |= {one.key: Why(OTHERS if one.key in helps else NOTHING) for one in fit if one.key not in used}
    return Priced(tuple(map(sum, chosen.left.units)), chosen.left.delivery_minor, chosen.used, unused)


_cost = itemgetter(0, 1)


def _order(one: Offer) -> tuple[int, str]:
    return ORDER.index(one.benefit.kind), one.key


def _together(stackable: Sequence[Offer], alone: dict[str, _Way], basket: Basket) -> _Way:
    """The whole first: of two choices that cost the same, the one with more of them."""
    units = max(1, sum(line.quantity for line in basket.lines))
    few = max(1, min(FEW, int(log2(max(1, MOST_WORK / units)))))
    if len(stackable) > SOME:
        return _of(stackable, basket)
    begun = _Way(0, 0, (), Left(basket.lines, basket.delivery_minor))
    if len(stackable) <= few:
        return min(_every(stackable, begun), key=_cost)
    most = sorted(stackable, key=lambda one: _cost(alone[one.key]))[:few]
    found = min(_of(stackable, basket), *_every(sorted(most, key=_order), begun), key=_cost)
    while few > SOME // 3:
        keys = {one.key for one in found.used}
        nearest = min((_of(near, basket) for near in _near(stackable, keys)), key=_cost)
        if _cost(nearest) >= _cost(found):
            return found
        found = nearest
    return found


def _near(stackable: Sequence[Offer], keys: set[str]) -> Iterator[list[Offer]]:
    """One more, one less, another instead."""
    for one in stackable:
        if one.key in keys:
            yield [it for it in stackable if it.key in keys and it is not one]
            continue
        yield [it for it in stackable if it.key in keys or it is one]
        for key in keys:
            yield [it for it in stackable if (it.key in keys and it.key != key) or it is one]


def _every(offers: Sequence[Offer], so_far: _Way) -> Iterator[_Way]:
    """Every choice of these, after what has been used so far: what two have in common is worked out once."""
    if not offers:
        yield so_far._replace(total_minor=so_far.left.total_minor)
        return
    after = _after(so_far, offers[0])
    if after is not so_far:
        yield from _every(offers[1:], after)
    yield from _every(offers[1:], so_far)


def _of(together: Sequence[Offer], basket: Basket) -> _Way:
    left, used = Left(basket.lines, basket.delivery_minor), list[Used]()
    for one in together:
        off = use(one.benefit, left)
        if off or one.benefit.gift:
            used.append(Used(one.key, off, one.benefit.gift))
    return _Way(left.total_minor, -sum(bool(one.gift) for one in used), tuple(used), left)


def _after(way: _Way, one: Offer) -> _Way:
    """What takes nothing off and gives nothing is not used up: then it is the same."""
    left, gift = way.left.copy(), one.benefit.gift
    off = use(one.benefit, left)
    if not off and not gift:
        return way
    return _Way(0, way.without - bool(gift), (*way.used, Used(one.key, off, gift)), left)
