"""What messages cost under a plan, by how many the month has had before them."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from polku.kit.money import decimals
from polku.say.channels.line.money.plans import Plan


@dataclass(frozen=True)
class Price:
    """Of `count` messages: so many are in the plan, so many are paid for, so many cannot be bought."""

    currency: str
    minor: int
    included: int
    paid: int
    beyond: int  # the plan sells no more
    is_guessed: bool = False  # beyond the last tier that is known: its price is taken


def price(plan: Plan, *, used: int, count: int) -> Price:
    """What the next `count` messages cost after `used` ones of the same month."""
    included = min(count, max(0, plan.messages - used))
    more = count - included
    if not plan.more:
        return Price(plan.currency, 0, included, 0, more)
    before = max(0, used - plan.messages)  # paid ones already
    amount = _paid(plan, before + more) - _paid(plan, before)
    last = plan.more[-1].up_to
    return Price(
        plan.currency,
        int(amount.scaleb(decimals(plan.currency)).quantize(Decimal(1), ROUND_HALF_UP)),
        included,
        more,
        0,
        is_guessed=last is not None and before + more > last and more > 0,
    )


def _paid(plan: Plan, count: int) -> Decimal:
    """The price of the month's first `count` additional messages: each tier's part at its own price."""
    total, done = Decimal(0), 0
    for tier in plan.more:
        end = count if tier.up_to is None else min(count, tier.up_to)
        if end > done:
            total += (end - done) * tier.price
            done = end
    return total + max(0, count - done) * plan.more[-1].price
