"""Giving points at the till: so many, or what an amount is worth by the program's rules."""

from datetime import datetime

from polku.act.rewards.coupons.issue import NotLive
from polku.act.rewards.ledger.models import Movement, Program
from polku.act.rewards.ledger.once import Answer
from polku.act.rewards.points.balance import balances_of
from polku.act.rewards.points.earn import current, earn
from polku.act.rewards.points.worth import Purchase, worth
from polku.act.rewards.ranks.standing import factors_of
from polku.act.rewards.till.acts import Done, Press, do, serve_once
from polku.act.rewards.till.models import TillAct
from polku.act.rewards.till.problems import AMOUNT, MUCH, NO_POINTS, NO_PROGRAM, TillProblem
from polku.act.rewards.till.visit import Visit, opened
from polku.kit import clock

MOST = 10_000  # in one press, by whoever may not undo


def give(
    press: Press, *, visit: str, program: int, points: int | None = None, amount_minor: int | None = None
) -> tuple[Answer, bool]:
    """One of the two is said. `amount_minor`: of what nobody reports as an order. Raises TillProblem."""
    press.teller.only_at(press.store)
    if (points is None) == (amount_minor is None):
        raise TillProblem(AMOUNT)
    if points is not None and points > MOST and not press.teller.may_undo:
        raise TillProblem(MUCH)
    whose = opened(visit, press.teller, now_ms=press.now_ms)
    row = Program.objects.filter(pk=program, kind=Program.Kind.POINTS).first()
    if row is None:
        raise TillProblem(NO_PROGRAM)
    asked = {"person": whose.named, "program": program, "points": points, "amount": amount_minor}
    try:
        return do(press, TillAct.Kind.POINTS, asked, lambda: _give(press, whose, row, points, amount_minor))
    except NotLive as no:
        raise TillProblem(NO_POINTS) from no


def _give(press: Press, whose: Visit, program: Program, points: int | None, amount_minor: int | None) -> Done:
    serve_once(whose, f"points/{program.pk}", now_ms=press.now_ms)
    count = points if points is not None else _worth(program, whose, amount_minor or 0)
    if count < 1:
        raise TillProblem(NO_POINTS)
    name, by = whose.leading, press.teller.name
    is_pending = points is None
    earn(program, name.id, count, press.cause, now=press.now, store=press.store, by=by, is_pending=is_pending)
    made = Movement.objects.get(cause=f"{program.pk}/{press.cause}", identity_id=name.id, kind=Movement.Kind.GRANT)
    left = _left(program, whose, press.now)
    answer = {"program": program.pk, "points": count, "left": left}
    return Done(name.id, answer, program_id=program.pk, movement=made.pk, amount=count)


def _worth(program: Program, whose: Visit, amount_minor: int) -> int:
    """As an order of one line that is of no category."""
    _row, terms = current(program)
    factor = factors_of([whose.profile.id]).get(whose.profile.id, 100)
    return worth(terms, Purchase(amount_minor), factor=factor)


def _left(program: Program, whose: Visit, now: datetime) -> int:
    found = balances_of(whose.numbers, now_ms=clock.to_ms(now))
    return next((one.usable for one in found if one.program.pk == program.pk), 0)
