"""How many stamps a purchase brings."""

from polku.act.rewards.pricing.basket import Basket
from polku.act.rewards.stamps.terms import Coming


def of_basket(comes: Coming, basket: Basket, *, currency: str) -> int:
    """`currency`: the program's; what was paid in another brings no stamps by the amount."""
    meant = [line for line in basket.lines if comes.goods.has(line.product, line.category)]
    if comes.kind == "goods":
        return sum(line.quantity for line in meant)
    if basket.currency != currency and (comes.kind == "amount" or comes.least_minor):
        return 0
    return of_amount(comes, sum(line.quantity * line.unit_minor for line in meant))


def of_amount(comes: Coming, minor: int) -> int:
    """Where nothing is known but what was paid: of goods, none."""
    if minor < comes.least_minor or comes.kind == "goods":
        return 0
    return minor // comes.per_minor if comes.kind == "amount" else 1
