"""What points are good for that somebody holds: the better of what was promised with them, and what is promised now.

So nobody's points lose by a change of terms, and everybody's win by a better one (docs/decisions).
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

import msgspec

from polku.act.rewards.ledger.models import Lot, Program, Terms
from polku.act.rewards.points.terms import PointsTerms, Rate, Reward, read
from polku.act.rewards.prizes import Prize


class Kept(msgspec.Struct, frozen=True):
    """`rate`: what they take off a price; None: nothing. `costs`: of each reward of the terms of now, in them."""

    rate: Rate | None
    costs: tuple[int, ...]

    @property
    def each(self) -> Fraction:
        """In smallest units, what one takes off."""
        return price_of(self.rate)


class Tier(msgspec.Struct, frozen=True):
    """So many points that are good for the same, in the order in which they are spent."""

    count: int
    kept: Kept


def price_of(rate: Rate | None) -> Fraction:
    return Fraction(rate.minor, rate.points) if rate is not None else Fraction(0)


def kept(own: PointsTerms, now: PointsTerms) -> Kept:
    """Of points given on its `own` terms, while those of `now` hold."""
    before = {which: one.points for which, one in zip(_which(own.rewards), own.rewards, strict=True)}
    both = zip(_which(now.rewards), now.rewards, strict=True)
    costs = tuple(min(one.points, before.get(which, one.points)) for which, one in both)
    return Kept(_better(own.rate, now.rate), costs)


def _which(rewards: Sequence[Reward]) -> list[tuple[Prize, int]]:
    """Of each its prize, and its place among those with the same prize, the cheapest first: a pot may be three cups."""
    met: Counter[Prize] = Counter()
    found = {}
    for place, one in sorted(enumerate(rewards), key=lambda numbered: numbered[1].points):
        found[place] = one.prize, met[one.prize]
        met[one.prize] += 1
    return [found[place] for place in range(len(rewards))]


def kept_of(program: Program) -> dict[int, Kept]:
    """By the number of the terms on which they were given."""
    return kept_each(Terms.objects.filter(program=program).order_by("number").values_list("number", "terms"))


def kept_each(rows: Iterable[tuple[int, object]]) -> dict[int, Kept]:
    """Numbers and terms of one program, the latest last."""
    promised: dict[int, PointsTerms] = {number: read(terms) for number, terms in rows}
    now = promised[max(promised)]
    return {number: kept(own, now) for number, own in promised.items()}


def tiers(lots: Sequence[tuple[int, int]], promised: Mapping[int, Kept]) -> tuple[Tier, ...]:
    """`lots`: the terms of each and how much there is, in the order in which they are spent."""
    found: list[Tier] = []
    for terms, count in lots:
        own = promised[terms]
        if found and found[-1].kept == own:
            found[-1] = Tier(found[-1].count + count, own)
        elif count:
            found.append(Tier(count, own))
    return tuple(found)


def in_turn(lots: Iterable[Lot]) -> list[Lot]:
    """As they are spent: what ends first before the rest."""
    return sorted(lots, key=lambda lot: (lot.until_ms, lot.pk))


def _better(own: Rate | None, now: Rate | None) -> Rate | None:
    """What takes off more, and the smaller of what both ask for at the least."""
    if own is None or now is None:
        return own or now
    best = now if price_of(now) >= price_of(own) else own
    return msgspec.structs.replace(best, least=min(own.least, now.least))
