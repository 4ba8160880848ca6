"""Applying an automatic discount at the till: for whoever stands there, or for somebody who said nothing."""

from django.utils.translation import gettext as _

from polku.act.rewards.coupons import apply, discounts
from polku.act.rewards.coupons.discounts import Discount
from polku.act.rewards.coupons.moment import moment_of
from polku.act.rewards.coupons.redeem import Refused
from polku.act.rewards.coupons.words import sentence
from polku.act.rewards.ledger.once import Answer
from polku.act.rewards.pricing.unmet import CURRENCY
from polku.act.rewards.till.acts import Done, Press, do, serve_once
from polku.act.rewards.till.amounts import ask_for_least, basket_of, is_of_all, told_off, too_small
from polku.act.rewards.till.coupons import Said
from polku.act.rewards.till.currency import currency_of, is_foreign
from polku.act.rewards.till.models import TillAct
from polku.act.rewards.till.problems import AMOUNT, NO_PROGRAM, REFUSED, TillProblem
from polku.act.rewards.till.visit import Visit, opened


def use(
    press: Press,
    *,
    program: int,
    visit: str = "",
    amount_minor: int | None = None,
    off_minor: int | None = None,
    currency: str = "",
) -> tuple[Answer, bool]:
    """`amount_minor`: what is bought; asked for where it says what is taken off. `off_minor`: what was taken off,
    where it does not. `currency`: of both; "": the team's.

    Raises TillProblem.
    """
    press.teller.only_at(press.store)
    whose = opened(visit, press.teller, now_ms=press.now_ms) if visit else None
    paid_in, found = currency_of(currency), discounts.one(program)
    if found is None:
        raise TillProblem(NO_PROGRAM)
    person = whose.named if whose is not None else None
    asked: dict[str, object] = {"person": person, "discount": program, "amount": amount_minor}
    asked |= {"currency": currency} if currency else {}
    asked |= {"off": off_minor} if off_minor else {}
    said = (amount_minor, off_minor)
    try:
        return do(press, TillAct.Kind.USE, asked, lambda: _use(press, found, whose, said, paid_in))
    except Refused as no:
        raise TillProblem(REFUSED, too_small(no, found.currency) or sentence(no.word)) from no


def _use(press: Press, found: Discount, whose: Visit | None, said: Said, paid_in: str) -> Done:
    terms, (amount_minor, off_minor) = found.terms, said
    if is_foreign(terms, found.currency, paid_in) or (off_minor and found.currency != paid_in):
        raise Refused(CURRENCY)
    if amount_minor is None and is_of_all(terms):
        raise TillProblem(AMOUNT, _("Write the amount first: what it takes off follows from it."))
    ask_for_least(terms, found.currency, amount_minor)
    if whose is not None:
        serve_once(whose, f"discount/{found.program}", now_ms=press.now_ms)
    wanted = apply.Wanted(
        found.program,
        press.now,
        moment_of(whose.profile if whose is not None else None, [found], at=press.pressed_at, store=press.store),
        whose.numbers if whose is not None else (),
        basket_of(terms, found.currency, amount_minor),
        press.store,
        press.teller.name,
        told_off(terms, found.currency, amount_minor, off_minor),
    )
    used, _is_new = apply.apply(press.cause, wanted)
    return Done(
        whose.leading.id if whose is not None else apply.NOBODY,
        {"use": used["use"], "title": terms.title, "off_minor": used["off_minor"], "currency": used["currency"]},
        program_id=found.program,
        movement=used["use"],
        money_minor=used["off_minor"],
        currency=used["currency"],
    )
