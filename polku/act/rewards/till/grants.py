"""Giving a coupon to whoever stands there, and taking it back as long as it has not been used."""

from django.utils.translation import gettext as _

from polku.act.rewards.coupons import wallet
from polku.act.rewards.coupons.issue import NotLive, current, issue
from polku.act.rewards.coupons.not_given import count_back
from polku.act.rewards.coupons.terms import CouponTerms
from polku.act.rewards.coupons.used_up import counts_of
from polku.act.rewards.coupons.wallet import Coupon
from polku.act.rewards.ledger import limits
from polku.act.rewards.ledger.end import withdraw
from polku.act.rewards.ledger.limits import Full, Limit
from polku.act.rewards.ledger.models import Lot, Movement, Program
from polku.act.rewards.ledger.once import Answer
from polku.act.rewards.ledger.use import NotUndone
from polku.act.rewards.till.acts import Done, Press, do, serve_once
from polku.act.rewards.till.models import TillAct
from polku.act.rewards.till.problems import NO_PROGRAM, REFUSED, TillProblem
from polku.act.rewards.till.teller import Teller
from polku.act.rewards.till.to_give import may_be_given, staff_scope, theirs_of, why_not
from polku.act.rewards.till.usable import row_of
from polku.act.rewards.till.visit import Visit, opened
from polku.kit import clock


def give(press: Press, *, visit: str, program: int) -> tuple[Answer, bool]:
    """One, as its terms allow. Raises TillProblem."""
    press.teller.only_at(press.store)
    whose = opened(visit, press.teller, now_ms=press.now_ms)
    row = Program.objects.filter(pk=program, kind=Program.Kind.COUPON).first()
    if row is None:
        raise TillProblem(NO_PROGRAM)
    asked = {"person": whose.named, "gives": program}
    return do(press, TillAct.Kind.GIVE, asked, lambda: _give(press, whose, row))


def _give(press: Press, whose: Visit, program: Program) -> Done:
    program.refresh_from_db()
    _row, terms = current(program)
    if not terms.is_by_staff:
        raise TillProblem(NO_PROGRAM)
    if not may_be_given(terms, store=press.store, now=press.now):
        raise TillProblem(REFUSED, _("It is not given here now: it is for other stores, or its time is over."))
    serve_once(whose, f"give/{program.pk}", now_ms=press.now_ms)
    name, teller = whose.leading, press.teller
    before = _why_not(program, terms, whose, press)
    _count_of_staff(program, terms, press)
    try:
        if not issue(program, [name.id], press.cause, by=teller.name, store=press.store, now=press.now):
            raise TillProblem(REFUSED, before or _("None of it is left."))
    except NotLive as no:
        raise TillProblem(REFUSED, _("Nothing of it is given out now.")) from no
    coupon = _made(program, name.id, press.cause)
    shown = row_of(coupon, now=press.now)
    return Done(
        name.id,
        {
            "program": program.pk,
            "title": shown.title,
            "coupon": shown.coupon,
            "line": shown.line,
            "uses_left": shown.uses_left,
            "ends": clock.from_ms(shown.until_ms).isoformat() if shown.until_ms is not None else None,
            "until": shown.until,
            "why": shown.why,
        },
        program_id=program.pk,
        movement=coupon.lot.pk,
    )


def _why_not(program: Program, terms: CouponTerms, whose: Visit, press: Press) -> str:
    staff, theirs = staff_scope(press.teller, press.now), theirs_of(whose.numbers)
    counts = counts_of([program.pk], [staff, *theirs])
    return why_not(program.pk, terms, counts, staff, theirs)


def _count_of_staff(program: Program, terms: CouponTerms, press: Press) -> None:
    """Before all other counts, here and where it is undone: two never wait for each other."""
    if terms.limits.staff_day is None:
        return
    try:
        limits.take(program.pk, [Limit(staff_scope(press.teller, press.now), terms.limits.staff_day)])
    except Full as no:
        raise TillProblem(REFUSED, _("You have given as many of it today as you may.")) from no


def _made(program: Program, identity: int, cause: str) -> Coupon:
    granted = Movement.Kind.GRANT
    made = Movement.objects.get(cause=f"{program.pk}/{cause}", identity_id=identity, kind=granted)
    found = wallet.coupon(made.pk)
    assert found is not None  # it was given just now
    return found


def undo(press: Press, row: TillAct) -> None:
    """As if it had never been given: it counts in no limit any more. Raises NotUndone where it was used."""
    lot = Lot.objects.select_for_update().filter(pk=row.movement or 0).first()
    given = Movement.objects.filter(pk=row.movement or 0).first()
    if lot is None or given is None or lot.left != given.amount:
        raise NotUndone
    coupon = wallet.coupon(lot.pk)
    if coupon is None:
        raise NotUndone
    if coupon.terms.limits.staff_day is not None:
        limits.put_back(lot.program_id, [staff_scope(Teller(row.by), clock.from_ms(row.at_ms))])
    withdraw([lot.pk], cause=f"undo/{row.pk}", by=press.teller.name, now_ms=press.now_ms)
    count_back(lot)
