"""Spending points at the till: as money off what there is to pay, or for one of the program's rewards."""

from django.utils.translation import gettext as _

from polku.act.rewards.ledger.models import Program
from polku.act.rewards.ledger.once import Answer
from polku.act.rewards.points import burn
from polku.act.rewards.points.balance import balances_of
from polku.act.rewards.points.earn import current
from polku.act.rewards.points.words import sentence
from polku.act.rewards.till.acts import Done, Press, do, serve_once
from polku.act.rewards.till.currency import currency_of
from polku.act.rewards.till.models import TillAct
from polku.act.rewards.till.problems import AMOUNT, NO_PROGRAM, REFUSED, TillProblem
from polku.act.rewards.till.visit import Visit, opened
from polku.kit import clock


def spend(
    press: Press,
    *,
    visit: str,
    program: int,
    points: int | None = None,
    reward: int | None = None,
    amount_minor: int | None = None,
    currency: str = "",
) -> tuple[Answer, bool]:
    """Points off `amount_minor`, what there is to pay: so many, or else as many as there are for it. Or else the
    `reward` of that place in the terms, from 1. Raises TillProblem."""
    press.teller.only_at(press.store)
    whose = opened(visit, press.teller, now_ms=press.now_ms)
    row = Program.objects.filter(pk=program, kind=Program.Kind.POINTS).first()
    if row is None:
        raise TillProblem(NO_PROGRAM)
    if not reward and not amount_minor:
        raise TillProblem(AMOUNT, _("Write the amount first: points take off no more than there is to pay."))
    wanted = burn.Wanted(
        row,
        whose.numbers,
        press.now,
        points=points or 0,
        reward=reward or 0,
        store=press.store,
        by=press.teller.name,
        price_minor=None if reward else amount_minor,
        currency="" if reward else currency_of(currency),
    )
    asked = {"person": whose.named, "program": program, "points": points, "reward": reward, "amount": amount_minor}
    try:
        return do(press, TillAct.Kind.SPEND, asked, lambda: _spend(press, whose, wanted))
    except burn.Refused as no:
        raise TillProblem(REFUSED, sentence(no.word)) from no


def _spend(press: Press, whose: Visit, wanted: burn.Wanted) -> Done:
    program = wanted.program
    serve_once(whose, f"spend/{program.pk}", now_ms=press.now_ms)
    spent, _is_new = burn.burn(press.cause, wanted)
    _row, terms = current(program)
    held = balances_of(whose.numbers, now_ms=clock.to_ms(press.now))
    off, price = spent["off_minor"], wanted.price_minor
    return Done(
        whose.leading.id,
        {
            "program": program.pk,
            "title": terms.rewards[wanted.reward - 1].title if wanted.reward else terms.title,
            "spending": spent["spending"],
            "points": spent["points"],
            "off_minor": off,
            "currency": spent["currency"],
            "to_pay_minor": price - off if price is not None else None,
            "left": next((one.usable for one in held if one.program.pk == program.pk), 0),
        },
        program_id=program.pk,
        movement=spent["spending"],
        amount=spent["points"],
        money_minor=off,
        currency=spent["currency"] if off else "",
    )
