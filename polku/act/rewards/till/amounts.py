"""What an amount alone says of what is bought: staff see that the goods are right."""

from django.utils.translation import gettext as _

from polku.act.rewards.coupons.redeem import Refused
from polku.act.rewards.coupons.terms import CouponTerms
from polku.act.rewards.coupons.told_off import Told, most_off
from polku.act.rewards.pricing.basket import Basket, Line
from polku.act.rewards.pricing.offer import Goods
from polku.act.rewards.pricing.unmet import LEAST
from polku.act.rewards.till.problems import AMOUNT, TillProblem
from polku.kit.amounts import money


def ask_for_least(terms: CouponTerms, currency: str, amount_minor: int | None) -> None:
    """Of whatever goods it is, all of them together are no less. Raises TillProblem, Refused."""
    least = terms.conditions.least_minor
    if not least:
        return
    if amount_minor is None:
        told = _("Write the amount first: it is for {amount} or more.")
        raise TillProblem(AMOUNT, told.format(amount=money(least, currency)))
    if amount_minor < least:
        raise Refused(LEAST, least - amount_minor)


def too_small(no: Refused, currency: str) -> str:
    """The sentence where it is known how much is missing; else empty."""
    if not no.missing_minor:
        return ""
    return _("The amount is too small for it: {amount} is missing.").format(amount=money(no.missing_minor, currency))


def is_of_all(terms: CouponTerms) -> bool:
    """What it takes off follows from the amount, whatever is bought."""
    is_for_all = terms.benefit.goods == Goods() and terms.conditions.needs is None
    return is_for_all and terms.benefit.kind in ("percent", "amount")


def told_off(terms: CouponTerms, currency: str, amount_minor: int | None, off_minor: int | None) -> Told | None:
    """What staff say that it took off. Raises TillProblem: then it follows from the amount, or cannot be so much."""
    if not off_minor:
        return None
    if basket_of(terms, currency, amount_minor) is not None:
        raise TillProblem(AMOUNT, _("What it takes off follows from the amount: leave that empty."))
    most = most_off(terms.benefit, amount_minor)
    if most is None:
        raise TillProblem(AMOUNT, _("Write the amount first: it takes off no more than that."))
    if off_minor > most:
        raise TillProblem(AMOUNT, _("It takes off {amount} at the most.").format(amount=money(most, currency)))
    return Told(off_minor, amount_minor)


def asks_off(terms: CouponTerms) -> bool:
    """Whether staff say what it took off, as the amount alone does not."""
    return not is_of_all(terms) and terms.benefit.kind != "gift"


def basket_of(terms: CouponTerms, currency: str, amount_minor: int | None) -> Basket | None:
    """Of one line, where it does not matter what is bought."""
    if amount_minor is None or not is_of_all(terms):
        return None
    return Basket((Line("", 1, amount_minor),), currency)
