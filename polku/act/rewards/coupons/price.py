"""What a basket costs somebody who holds these coupons: looked at, nothing is used."""

from collections.abc import Mapping, Sequence

import msgspec

from polku.act.rewards.coupons.discounts import Discount
from polku.act.rewards.coupons.full import WORDS, Full, full
from polku.act.rewards.coupons.redeem import EARLY, ENDED, NONE_LEFT, OVER, offer_of
from polku.act.rewards.coupons.wallet import Coupon
from polku.act.rewards.ledger.models import Program
from polku.act.rewards.pricing.basket import Basket, Moment
from polku.act.rewards.pricing.best import Priced, best
from polku.act.rewards.pricing.unmet import Why
from polku.kit import clock


def price(
    basket: Basket, held: Sequence[Coupon], moment: Moment, *, now_ms: int, discounts: Sequence[Discount] = ()
) -> Priced:
    """The best allowed combination; keys are the numbers of the coupons, of discounts `Discount.key`."""
    spent = full(held, now=clock.from_ms(now_ms))
    out = {str(one.lot.pk): Why(word) for one in held if (word := _not_now(one, spent, now_ms))}
    offers = [offer_of(one.lot, one.terms, one.program.currency) for one in held if str(one.lot.pk) not in out]
    out |= {one.key: Why(one.why) for one in discounts if one.why}
    offers += [one.offer() for one in discounts if not one.why]
    found = best(basket, offers, moment)
    return msgspec.structs.replace(found, unused=found.unused | out)


def _not_now(one: Coupon, spent: Mapping[int, Full], now_ms: int) -> str:
    if one.program.state == Program.State.ENDED:
        return ENDED
    if one.lot.left < 1:
        return NONE_LEFT
    if now_ms < one.lot.from_ms:
        return EARLY
    if now_ms >= one.lot.until_ms:
        return OVER
    return WORDS[spent[one.lot.pk]] if one.lot.pk in spent else ""
