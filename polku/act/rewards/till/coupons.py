"""Using a coupon at the till."""

from polku.act.rewards.coupons import redeem, wallet
from polku.act.rewards.coupons.moment import moment_of
from polku.act.rewards.coupons.wallet import Coupon
from polku.act.rewards.coupons.words import sentence
from polku.act.rewards.ledger.once import Answer
from polku.act.rewards.pricing.unmet import CURRENCY
from polku.act.rewards.till import guesses
from polku.act.rewards.till.acts import Done, Press, do
from polku.act.rewards.till.amounts import ask_for_least, basket_of, told_off, too_small
from polku.act.rewards.till.currency import currency_of, is_foreign
from polku.act.rewards.till.models import TillAct
from polku.act.rewards.till.problems import NO_COUPON, NOT_THEIRS, REFUSED, SHARED, TillProblem
from polku.act.rewards.till.visit import Visit, opened, visit_of
from polku.kit import ids
from polku.know.people import find

Said = tuple[int | None, int | None]  # the amount, and what was taken off


def use(
    press: Press,
    *,
    code: str = "",
    coupon: str = "",
    visit: str = "",
    amount_minor: int | None = None,
    off_minor: int | None = None,
    currency: str = "",
) -> tuple[Answer, bool]:
    """By its code, or one of those that a visit showed. Raises TillProblem.

    `amount_minor`: what is bought, before anything is taken off: asked for where the coupon has a least. Where it is
    for all goods, what it takes off is computed and answered. `off_minor`: what it took off, where the
    amount alone does not say it. `currency`: of both; "": the team's.
    """
    press.teller.only_at(press.store)
    paid_in = currency_of(currency)
    guesses.may_ask(press.teller, now_ms=press.now_ms)
    whose = opened(visit, press.teller, now_ms=press.now_ms) if visit else None
    found = _meant(press, whose, code, coupon)
    if found is None and code and not coupon and wallet.is_shared(code):
        raise TillProblem(NOT_THEIRS if whose is not None else SHARED)
    if found is None:
        guesses.was_wrong(press.teller, now_ms=press.now_ms)
        raise TillProblem(NO_COUPON)
    asked = {"coupon": found.lot.pk, "amount": amount_minor} | ({"currency": currency} if currency else {})
    asked |= {"off": off_minor} if off_minor else {}
    said = (amount_minor, off_minor)
    try:
        return do(press, TillAct.Kind.USE, asked, lambda: _use(press, found, whose, said, paid_in))
    except redeem.Refused as no:
        raise TillProblem(REFUSED, too_small(no, found.program.currency) or sentence(no.word)) from no


def _meant(press: Press, whose: Visit | None, code: str, coupon: str) -> Coupon | None:
    numbers = whose.numbers if whose is not None else []
    if not coupon:
        return wallet.by_code(code, numbers, now_ms=press.now_ms, key=press.cause)
    number = ids.number(coupon)
    found = wallet.coupon(number) if number is not None else None
    return found if found is not None and found.lot.identity_id in numbers else None


def _use(press: Press, found: Coupon, whose: Visit | None, said: Said, paid_in: str) -> Done:
    lot, (amount_minor, off_minor) = found.lot, said
    if is_foreign(found.terms, found.program.currency, paid_in) or (off_minor and found.program.currency != paid_in):
        raise redeem.Refused(CURRENCY)
    ask_for_least(found.terms, found.program.currency, amount_minor)
    if whose is None:
        whose = visit_of(find.profile_ids([lot.identity_id]).get(lot.identity_id, 0))
    wanted = redeem.Wanted(
        lot.pk,
        press.now,
        basket=basket_of(found.terms, found.program.currency, amount_minor),
        moment=moment_of(whose.profile if whose else None, [found], at=press.pressed_at, store=press.store),
        pressed=press.pressed_at,
        store=press.store,
        by=press.teller.name,
        told=told_off(found.terms, found.program.currency, amount_minor, off_minor),
    )
    used, _is_new = redeem.redeem(press.cause, wanted)
    return Done(
        lot.identity_id,
        {
            "use": used["use"],
            "coupon": ids.public(lot.pk),
            "title": found.terms.title,
            "off_minor": used["off_minor"],
            "currency": used["currency"],
        },
        program_id=lot.program_id,
        movement=used["use"],
        money_minor=used["off_minor"],
        currency=used["currency"],
    )
