"""Undoing what was done at the till, a few minutes after: by a manager."""

from django.conf import settings

from polku.act.rewards.coupons import redeem
from polku.act.rewards.ledger.end import withdraw
from polku.act.rewards.ledger.models import Lot, Movement
from polku.act.rewards.ledger.once import Answer
from polku.act.rewards.ledger.use import NotUndone
from polku.act.rewards.points import burn
from polku.act.rewards.stamps.refused import Refused
from polku.act.rewards.stamps.undo import undo as take_off
from polku.act.rewards.till import friends, grants, receipts
from polku.act.rewards.till.acts import Done, Press, do
from polku.act.rewards.till.models import TillAct
from polku.act.rewards.till.problems import LATE, NO_ACT, NO_RIGHT, NOT_UNDONE, TillProblem
from polku.act.rewards.till.taken_off import put_back
from polku.kit import clock
from polku.know.events.append import News, tell
from polku.know.people.models import Identity


def undo(press: Press, number: int) -> tuple[Answer, bool]:
    """Raises TillProblem."""
    if not press.teller.may_undo:
        raise TillProblem(NO_RIGHT)
    row = TillAct.objects.filter(pk=number).exclude(kind=TillAct.Kind.UNDO).first()
    if row is None:
        raise TillProblem(NO_ACT)
    press.teller.only_at(row.store)
    return do(press, TillAct.Kind.UNDO, {"act": number}, lambda: _undo(press, row))


def _undo(press: Press, row: TillAct) -> Done:
    if press.now_ms - row.at_ms > settings.TILL_UNDO_MIN * clock.MINUTE_MS:
        raise TillProblem(LATE)
    if TillAct.objects.filter(of=row.pk).exists():
        raise TillProblem(NOT_UNDONE)
    try:
        {
            TillAct.Kind.USE: _use,
            TillAct.Kind.GIVE: grants.undo,
            TillAct.Kind.STAMPS: _stamps,
            TillAct.Kind.POINTS: _points,
            TillAct.Kind.SPEND: _spending,
            TillAct.Kind.PURCHASE: _purchase,
            TillAct.Kind.FRIEND: friends.undo,
        }[TillAct.Kind(row.kind)](press, row)
    except NotUndone as problem:
        raise TillProblem(NOT_UNDONE) from problem
    return Done(
        row.identity_id,
        {"undone": row.pk},
        program_id=row.program_id,
        amount=row.amount,
        money_minor=row.money_minor,
        currency=row.currency,
        of=row.pk,
    )


def _use(press: Press, row: TillAct) -> None:
    redeem.undo(press.cause, row.movement or 0, by=press.teller.name, at=press.now)


def _stamps(press: Press, row: TillAct) -> None:
    """With what there was for them, unless that has been used."""
    try:
        take_off(row.movement or 0, now=press.now, by=press.teller.name)
    except (Refused, Movement.DoesNotExist) as no:
        raise TillProblem(NOT_UNDONE, no.sentence if isinstance(no, Refused) else "") from no


def _points(press: Press, row: TillAct) -> None:
    """All of them or none: what has been spent since, or has paid a debt, stays."""
    lot = Lot.objects.select_for_update().filter(pk=row.movement or 0, left=row.amount).first()
    if lot is None:
        raise NotUndone
    withdraw([lot.pk], cause=f"undo/{row.pk}", by=press.teller.name, now_ms=press.now_ms)


def _spending(press: Press, row: TillAct) -> None:
    """With the reward there was for them, unless that has been used."""
    burn.undo(press.cause, row.movement or 0, by=press.teller.name, at=press.now)


def _purchase(press: Press, row: TillAct) -> None:
    name = Identity.objects.filter(pk=row.identity_id).first()
    if name is None:
        raise NotUndone
    if row.cause:
        put_back(row.cause, press.cause, by=press.teller.name, at=press.now)
    receipts.undone(row.order_id)
    said = {"order_id": row.order_id, "source": "till"}
    tell([News("Order Cancelled", (name.kind, name.value), f"order:{press.cause}", said)], now_ms=press.now_ms)
