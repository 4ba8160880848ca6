"""What a till says that something took off, where nobody tells what is bought: believed within its terms."""

import msgspec

from polku.act.rewards.pricing.offer import Benefit


class Told(msgspec.Struct, frozen=True):
    """In the program's currency. `amount_minor`: of all that is bought, before anything is taken off, if said."""

    off_minor: int
    amount_minor: int | None = None


def may_be(benefit: Benefit, told: Told) -> bool:
    most = most_off(benefit, told.amount_minor)
    return most is not None and 0 <= told.off_minor <= most


def most_off(benefit: Benefit, amount_minor: int | None) -> int | None:
    """Of whatever goods it is, they cost no more than all of it. None: only the amount would say it."""
    if benefit.kind == "gift":
        return 0
    found = [] if amount_minor is None else [amount_minor]
    if benefit.kind == "amount":
        found.append(benefit.minor)
    elif benefit.kind == "percent":
        found += [] if benefit.most_minor is None else [benefit.most_minor]
        found += [] if amount_minor is None else [-(-amount_minor * benefit.percent // 100)]
    return min(found, default=None)
