"""What points take off a price: whole numbers only, and never more than there is to pay.

`tiers`: what somebody can spend, as points/kept.py has it. They are spent in their order; what they take off together
is rounded down once.
"""

from collections.abc import Sequence
from fractions import Fraction
from math import ceil

import msgspec

from polku.act.rewards.points.kept import Tier


class Off(msgspec.Struct, frozen=True):
    points: int = 0
    off_minor: int = 0


def for_money(tiers: Sequence[Tier]) -> list[Tier]:
    """Those that take anything off."""
    return [one for one in tiers if one.kept.rate is not None]


def count(tiers: Sequence[Tier]) -> int:
    return sum(one.count for one in tiers)


def off_of(tiers: Sequence[Tier], points: int) -> int:
    """Of the first so many; of fewer where there are fewer."""
    return int(_exact(tiers, points))


def least_of(tiers: Sequence[Tier]) -> int | None:
    """The fewest that may be spent at once: the lowest that was said of any of them. None: none takes anything off."""
    return min((one.kept.rate.least for one in tiers if one.kept.rate is not None), default=None)


def most_off(tiers: Sequence[Tier], price_minor: int, *, most: int | None = None) -> Off:
    """What of these (of the first `most`) takes most off, with no point more than that needs; nothing where the least
    is not there, or takes off more than the price."""
    least = least_of(tiers)
    if least is None:
        return Off()
    there = count(tiers) if most is None else min(most, count(tiers))
    # As many as stay below the next unit after the price.
    points = min(there, _reaching(tiers, price_minor + 1) - 1)
    off_minor = off_of(tiers, points)
    if points < least or off_minor < 1:
        return Off()
    return Off(max(_reaching(tiers, off_minor), least), off_minor)


def cost_of(tiers: Sequence[Tier], place: int, *, now: int) -> int:
    """What the reward at this place (from 0) costs whoever has these: as many of them as pay it, and what is missing
    by what it costs `now`."""
    needed, points = Fraction(1), 0
    for one in tiers:
        cost = one.kept.costs[place]
        if one.count >= needed * cost:
            return points + ceil(needed * cost)
        points, needed = points + one.count, needed - Fraction(one.count, cost)
    return points + ceil(needed * now)


def _exact(tiers: Sequence[Tier], points: int) -> Fraction:
    whole = Fraction(0)
    for one in tiers:
        whole += min(points, one.count) * one.kept.each
        points -= min(points, one.count)
    return whole


def _reaching(tiers: Sequence[Tier], minor: int) -> int:
    """The fewest points that take so much off; one more than there are where they do not."""
    needed, points = Fraction(minor), 0
    for one in tiers:
        each = one.kept.each
        if one.count * each >= needed:
            return points + ceil(needed / each)
        points, needed = points + one.count, needed - one.count * each
    return points + 1
