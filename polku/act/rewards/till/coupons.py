"""Using a coupon at the till."""

from django.utils.translation import gettext as _

from polku.act.rewards.coupons import redeem, wallet
from polku.act.rewards.coupons.moment import moment_of
from polku.act.rewards.coupons.wallet import Coupon
from polku.act.rewards.coupons.words import sentence
from polku.act.rewards.ledger.once import Answer
from polku.act.rewards.pricing.basket import Basket, Line
from polku.act.rewards.pricing.offer import Goods
from polku.act.rewards.pricing.unmet import LEAST
from polku.act.rewards.till import guesses
from polku.act.rewards.till.acts import Done, Press, do
from polku.act.rewards.till.models import TillAct
from polku.act.rewards.till.problems import AMOUNT, NO_COUPON, REFUSED, TillProblem
from polku.act.rewards.till.visit import Visit, opened, visit_of
from polku.kit import ids
from polku.kit.amounts import money
from polku.know.people import find


def use(
    press: Press, *, code: str = "", coupon: str = "", visit: str = "", amount_minor: int | None = None
) -> tuple[Answer, bool]:
    """By its code, or one of those that a visit showed. Raises TillProblem.

    `amount_minor`: what is bought, before anything is taken off: asked for where the coupon has a least. Where it is
    for all goods, what it takes off is computed and answered.
    """
    press.teller.only_at(press.store)
    guesses.may_ask(press.teller, now_ms=press.now_ms)
    whose = opened(visit, press.teller, now_ms=press.now_ms) if visit else None
    found = _meant(press, whose, code, coupon)
    if found is None:
        guesses.was_wrong(press.teller, now_ms=press.now_ms)
        raise TillProblem(NO_COUPON)
    asked = {"coupon": found.lot.pk, "amount": amount_minor}
    try:
        return do(press, TillAct.Kind.USE, asked, lambda: _use(press, found, whose, amount_minor))
    except redeem.Refused as no:
        missing = money(no.missing_minor, found.program.currency) if no.missing_minor else ""
        raise TillProblem(REFUSED, _missing(missing) if missing else sentence(no.word)) from no


def _meant(press: Press, whose: Visit | None, code: str, coupon: str) -> Coupon | None:
    numbers = whose.numbers if whose is not None else []
    if not coupon:
        return wallet.by_code(code, numbers, now_ms=press.now_ms)
    number = ids.number(coupon)
    found = wallet.coupon(number) if number is not None else None
    return found if found is not None and found.lot.identity_id in numbers else None


def _use(press: Press, found: Coupon, whose: Visit | None, amount_minor: int | None) -> Done:
    lot = found.lot
    _ask_for_least(found, amount_minor)
    if whose is None:
        whose = visit_of(find.profile_ids([lot.identity_id]).get(lot.identity_id, 0))
    wanted = redeem.Wanted(
        lot.pk,
        press.now,
        basket=_basket(found, amount_minor),
        moment=moment_of(whose.profile if whose else None, [found], at=press.now, store=press.store),
        store=press.store,
        by=press.teller.name,
    )
    used, _is_new = redeem.redeem(press.cause, wanted)
    return Done(
        lot.identity_id,
        {"use": used["use"], "title": found.terms.title, "off_minor": used["off_minor"], "currency": used["currency"]},
        program_id=lot.program_id,
        movement=used["use"],
        money_minor=used["off_minor"],
        currency=used["currency"],
    )


def _ask_for_least(found: Coupon, amount_minor: int | None) -> None:
    """Of whatever goods it is, all of them together are no less. Raises TillProblem, Refused."""
    least = found.terms.conditions.least_minor
    if not least:
        return
    if amount_minor is None:
        told = _("Write the amount first: it is for {amount} or more.")
        raise TillProblem(AMOUNT, told.format(amount=money(least, found.program.currency)))
    if amount_minor < least:
        raise redeem.Refused(LEAST, least - amount_minor)


def _missing(amount: str) -> str:
    return _("The amount is too small for it: {amount} is missing.").format(amount=amount)


def _basket(found: Coupon, amount_minor: int | None) -> Basket | None:
    """Of one line, where it does not matter what is bought; else staff see that it is the right thing."""
    terms = found.terms
    if amount_minor is None or terms.benefit.goods != Goods() or terms.conditions.needs is not None:
        return None
    if terms.benefit.kind not in ("percent", "amount"):
        return None
    return Basket((Line("", 1, amount_minor),), found.program.currency)
