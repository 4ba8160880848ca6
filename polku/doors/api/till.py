"""For tills of a store's own: who stands there, and everything that staff do on the till's page."""

from typing import Annotated, Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router

from polku.act.rewards.till import coupons, customer, discounts, points, purchase, spending, stamps, today, undoing
from polku.act.rewards.till.acts import Press
from polku.doors.api.asked import bounded
from polku.doors.api.errors import ApiError
from polku.doors.api.forms.base import answers
from polku.doors.api.forms.till import (
    TillActOut,
    TillBalance,
    TillCard,
    TillCoupon,
    TillCustomer,
    TillCustomerIn,
    TillDiscount,
    TillPointsGiven,
    TillPointsIn,
    TillPress,
    TillPurchase,
    TillPurchaseIn,
    TillReward,
    TillSpendIn,
    TillSpent,
    TillStamped,
    TillStampsIn,
    TillToday,
    TillToGive,
    TillUndoIn,
    TillUndone,
    TillUsed,
    TillUseIn,
    shown,
)
from polku.doors.api.key import Key
from polku.doors.api.keyed import OnceKey
from polku.doors.api.reward_uses import basket_of
from polku.doors.api.teller import teller, told
from polku.kit import clock

router = Router(tags=["till"])
Store = Annotated[str, Query(max_length=80, description="Which store; empty: where none was said")]


@router.post(
    "/till/customer",
    auth=Key("till.use"),
    response=answers(TillCustomer, 400, 404, 409, 413, 422, 429),
    summary="Who stands at the till, and what they have",
)
def who(request: HttpRequest, given: TillCustomerIn) -> Any:
    """409 `stale`: the phone shows another code by now. 429: too many codes that nobody has; wait."""
    with told():
        found = customer.customer(
            given.code, teller(request), store=given.store, now=clock.now(), currency=given.currency or ""
        )
    return TillCustomer(
        visit=found.visit,
        person=found.person,
        first_name=found.first_name,
        rank=found.rank,
        coupons=[
            TillCoupon(
                coupon=one.coupon,
                program=one.program,
                title=one.title,
                line=one.line,
                uses_left=one.uses_left,
                ends=clock.from_ms(one.until_ms) if one.until_ms is not None else None,
                why=one.why,
                is_shown=one.is_shown,
                asks_off=one.asks_off,
            )
            for one in found.coupons
        ],
        more=found.more,
        to_give=[TillToGive(program=one.program, title=one.title, line=one.line, why=one.why) for one in found.to_give],
        discounts=[
            TillDiscount(program=one.program, title=one.title, line=one.line, why=one.why, asks_off=one.asks_off)
            for one in found.discounts
        ],
        cards=[
            TillCard(program=one.program, title=one.title, has=one.has, size=one.size, is_by_order=one.is_by_order)
            for one in found.cards
        ],
        balances=[_balance(one) for one in found.balances],
    )


def _balance(one: customer.Points) -> TillBalance:
    return TillBalance(
        program=one.program,
        title=one.title,
        left=one.left,
        unit=one.unit,
        worth_minor=one.worth_minor,
        least=one.least,
        currency=one.currency,
        rewards=[TillReward(reward=it.reward, title=it.title, points=it.points) for it in one.rewards],
    )


@router.post(
    "/till/uses",
    auth=Key("till.use"),
    response=answers(TillUsed, 400, 404, 409, 413, 422, 429),
    summary="Use a coupon or an automatic discount, once",
)
def use(request: HttpRequest, given: TillUseIn, key: OnceKey) -> Any:
    """409 `refused`: it cannot be used now, and the sentence says why; the same key may then try again."""
    if given.program is not None:
        with told():
            answer, is_new = discounts.use(
                press(request, given, key),
                program=bounded(given.program),
                visit=given.visit,
                amount_minor=given.amount_minor,
                off_minor=given.off_minor,
                currency=given.currency or "",
            )
        return shown(answer, is_new=is_new)
    with told():
        answer, is_new = coupons.use(
            press(request, given, key),
            code=given.code,
            coupon=given.coupon,
            visit=given.visit,
            amount_minor=given.amount_minor,
            off_minor=given.off_minor,
            currency=given.currency or "",
        )
    return shown(answer, is_new=is_new)


@router.post(
    "/till/stamps",
    auth=Key("till.use"),
    response=answers(TillStamped, 400, 404, 409, 413, 422),
    summary="Stamp a card, once",
)
def stamp(request: HttpRequest, given: TillStampsIn, key: OnceKey) -> Any:
    """409 `refused`: the card's terms speak against it now. A code of the phone stamps a card once."""
    with told():
        answer, is_new = stamps.give(
            press(request, given, key), visit=given.visit, program=bounded(given.program), count=given.count
        )
    return shown(answer, is_new=is_new)


@router.post(
    "/till/points",
    auth=Key("till.use"),
    response=answers(TillPointsGiven, 400, 404, 409, 413, 422),
    summary="Give points, once",
)
def give_points(request: HttpRequest, given: TillPointsIn, key: OnceKey) -> Any:
    """A purchase that is recorded brings its points by itself. A code of the phone brings points once."""
    with told():
        answer, is_new = points.give(
            press(request, given, key),
            visit=given.visit,
            program=bounded(given.program),
            points=given.points,
            amount_minor=given.amount_minor,
        )
    return shown(answer, is_new=is_new)


@router.post(
    "/till/spending",
    auth=Key("till.use"),
    response=answers(TillSpent, 400, 404, 409, 413, 422),
    summary="Spend points on a purchase or a reward, once",
)
def spend(request: HttpRequest, given: TillSpendIn, key: OnceKey) -> Any:
    """409 `refused`: it is not to be had now, and the sentence says why. A code of the phone spends points once."""
    if (given.amount_minor is None) == (given.reward is None):
        raise ApiError(422, "invalid", _("Say what there is to pay, or which reward."), field="amount_minor")
    with told():
        answer, is_new = spending.spend(
            press(request, given, key),
            visit=given.visit,
            program=bounded(given.program),
            points=given.points,
            reward=given.reward,
            amount_minor=given.amount_minor,
            currency=given.currency or "",
        )
    return shown(answer, is_new=is_new)


@router.post(
    "/till/purchases",
    auth=Key("till.use"),
    response=answers(TillPurchase, 400, 404, 409, 413, 422),
    summary="Record what was bought, once",
)
def record(request: HttpRequest, given: TillPurchaseIn, key: OnceKey) -> Any:
    """An Order Completed event, from which points, stamps and reports follow.

    Its discounts are recorded with it, or nothing is: 409 `refused`.
    """
    if given.discounts and given.basket is None:
        raise ApiError(422, "invalid", _("Say what the discounts were taken off."), field="basket")
    with told():
        answer, is_new = purchase.record(
            press(request, given, key),
            visit=given.visit,
            amount_minor=given.amount_minor,
            currency=given.currency or "",
            receipt=given.receipt,
            discounts=[bounded(one) for one in given.discounts],
            basket=basket_of(given.basket) if given.basket is not None else None,
        )
    return shown(answer, is_new=is_new)


@router.post(
    "/till/undoing",
    auth=Key("till.use"),
    response=answers(TillUndone, 400, 404, 409, 413, 422),
    summary="Undo what was done some minutes ago",
)
def undo(request: HttpRequest, given: TillUndoIn, key: OnceKey) -> Any:
    """Takes `till.undo` too."""
    with told():
        answer, is_new = undoing.undo(press(request, given, key), bounded(given.act))
    return shown(answer, is_new=is_new)


@router.get(
    "/till/today", auth=Key("till.use"), response=answers(TillToday, 422), summary="What was done at a store today"
)
def done_today(request: HttpRequest, store: Store = "") -> TillToday:
    with told():
        rows = today.today(teller(request), store=store.replace("\0", ""), now=clock.now())
    return TillToday(
        acts=[
            TillActOut(
                act=row.act,
                kind=row.kind,
                at=clock.from_ms(row.at_ms),
                told_at=clock.from_ms(row.told_ms) if row.told_ms is not None else None,
                by=row.by,
                first_name=row.first_name,
                program=row.program,
                amount=row.amount,
                money_minor=row.money_minor,
                currency=row.currency,
                is_undone=row.is_undone,
                of=row.of,
            )
            for row in rows
        ]
    )


def press(request: HttpRequest, given: TillPress, key: str) -> Press:
    who = teller(request)
    told_ms, sent_ms = (clock.to_ms(at) if at is not None else None for at in (given.told_at, given.sent_at))
    return Press(who, key, clock.now(), who.at(given.store), told_ms, sent_ms)
