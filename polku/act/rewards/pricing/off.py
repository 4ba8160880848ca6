"""What one benefit takes off, of what others have left."""

from collections.abc import Callable, Sequence

from polku.act.rewards.pricing.basket import Line
from polku.act.rewards.pricing.offer import Benefit


class Left:
    """What the units of each line still cost, the dearest first, and the delivery. Changed as benefits are used."""

    def __init__(self, lines: Sequence[Line], delivery_minor: int) -> None:
        self.lines = lines
        self.units = [[line.unit_minor] * line.quantity for line in lines]
        self.delivery_minor = delivery_minor
        self.total_minor = delivery_minor + sum(line.unit_minor * line.quantity for line in lines)

    def copy(self) -> "Left":
        other = Left((), self.delivery_minor)
        other.lines, other.units = self.lines, [list(units) for units in self.units]
        other.total_minor = self.total_minor
        return other

    def meant(self, benefit: Benefit) -> list[int]:
        """The places of the lines that are meant."""
        has = benefit.goods.has
        return [place for place, line in enumerate(self.lines) if has(line.product, line.category)]


def use(benefit: Benefit, left: Left) -> int:
    """Take it off. Returns how much that was."""
    before = left.total_minor
    _USES[benefit.kind](benefit, left)
    left.total_minor = sum(map(sum, left.units)) + left.delivery_minor
    return before - left.total_minor


def _percent(benefit: Benefit, left: Left) -> None:
    meant = left.meant(benefit)
    whole = sum(sum(left.units[place]) for place in meant)
    off = (whole * benefit.percent * 2 + 100) // 200  # half a unit is one
    if benefit.most_minor is not None:
        off = min(off, benefit.most_minor)
    _share(off, meant, left)


def _amount(benefit: Benefit, left: Left) -> None:
    meant = left.meant(benefit)
    whole = sum(sum(left.units[place]) for place in meant)
    _share(min(benefit.minor, whole), meant, left)


def _fixed_price(benefit: Benefit, left: Left) -> None:
    for place in left.meant(benefit):
        left.units[place] = [min(price, benefit.minor) for price in left.units[place]]


def _free_delivery(_benefit: Benefit, left: Left) -> None:
    left.delivery_minor = 0


def _gift(_benefit: Benefit, _left: Left) -> None:
    """It lies beside the basket, and costs nothing."""


def _buy_get(benefit: Benefit, left: Left) -> None:
    """Of the units meant, `get` of every `buy + get` cost nothing: the cheapest of all."""
    units = _cheapest_first(benefit, left)
    for place, nth in units[: len(units) // (benefit.buy + benefit.get) * benefit.get]:
        left.units[place][nth] = 0


def _bundle(benefit: Benefit, left: Left) -> None:
    """The dearest units that make whole bundles cost the bundle's price each; never more than without."""
    units = _cheapest_first(benefit, left)[::-1]
    for start in range(0, len(units) - benefit.buy + 1, benefit.buy):
        ours = units[start : start + benefit.buy]
        whole = sum(left.units[place][nth] for place, nth in ours)
        if whole > benefit.minor:
            _take(whole - benefit.minor, ours, left)


def _cheapest_first(benefit: Benefit, left: Left) -> list[tuple[int, int]]:
    units = [(place, nth) for place in left.meant(benefit) for nth in range(len(left.units[place]))]
    return sorted(units, key=lambda unit: (left.units[unit[0]][unit[1]], unit))


def _share(off: int, meant: Sequence[int], left: Left) -> None:
    """So much off these lines together, each by its share of what they cost."""
    _take(off, [(place, nth) for place in meant for nth in range(len(left.units[place]))], left)


def _take(off: int, units: Sequence[tuple[int, int]], left: Left) -> None:
    """By the largest remainders: to the last of the smallest units, and none below nothing."""
    whole = sum(left.units[place][nth] for place, nth in units)
    if not whole or not off:
        return
    shares = [divmod(left.units[place][nth] * off, whole) for place, nth in units]
    short = off - sum(share for share, _rest in shares)
    order = sorted(range(len(units)), key=lambda at: (-shares[at][1], at))
    more = set(order[:short])
    for at, (place, nth) in enumerate(units):
        left.units[place][nth] -= shares[at][0] + (at in more)


_USES: dict[str, Callable[[Benefit, Left], None]] = {
    "percent": _percent,
    "amount": _amount,
    "fixed_price": _fixed_price,
    "gift": _gift,
    "free_delivery": _free_delivery,
    "buy_get": _buy_get,
    "bundle": _bundle,
}
