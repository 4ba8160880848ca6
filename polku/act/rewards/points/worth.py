"""What an order is worth in points: whole numbers only, rounded once for each rule."""

from collections.abc import Sequence
from fractions import Fraction

import msgspec

from polku.act.rewards.points.terms import Per, PointsTerms


class Bought(msgspec.Struct, frozen=True):
    """One line: what it cost altogether, before anything was taken off the whole."""

    product: str
    category: str  # a path: "tea/green"
    minor: int


class Purchase(msgspec.Struct, frozen=True):
    """`paid_minor`: for all of it; `back_minor`: of that, what was given back. `lines`: where a rule asks for goods."""

    paid_minor: int
    back_minor: int = 0
    lines: Sequence[Bought] = ()


def worth(terms: PointsTerms, bought: Purchase, *, factor: int = 100) -> int:
    """`factor`: percent, for their rank. Of what was given back in part, each rule loses the same share."""
    if bought.paid_minor <= bought.back_minor or bought.paid_minor <= 0:
        return 0
    kept = Fraction(bought.paid_minor - bought.back_minor, bought.paid_minor)
    return sum(_rounded(per, _minor(per, bought) * kept * factor / 100, terms.rounding) for per in terms.per)


def asks_goods(terms: PointsTerms) -> bool:
    return any(per.goods.products or per.goods.categories for per in terms.per)


def _minor(per: Per, bought: Purchase) -> Fraction:
    """What was paid for the goods of this rule: a discount on all of it is shared by all, delivery earns nothing."""
    if not per.goods.products and not per.goods.categories:
        return Fraction(bought.paid_minor)
    all_minor = sum(line.minor for line in bought.lines)
    meant = sum(line.minor for line in bought.lines if per.goods.has(line.product, line.category))
    return Fraction(meant) * min(Fraction(1), Fraction(bought.paid_minor, all_minor)) if meant > 0 else Fraction(0)


def _rounded(per: Per, minor: Fraction, rounding: str) -> int:
    exact = minor * per.points / per.minor
    return int(exact + Fraction(1, 2)) if rounding == "nearest" else int(exact)
