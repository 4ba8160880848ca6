"""At the till and in web shops: what a basket costs, using a coupon, undoing that."""

from datetime import datetime

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router

from polku.act.rewards.coupons import apply, discounts, redeem, wallet
from polku.act.rewards.coupons.discounts import Discount
from polku.act.rewards.coupons.moment import moment_of
from polku.act.rewards.coupons.price import price
from polku.act.rewards.coupons.told_off import Told
from polku.act.rewards.coupons.used_up import standing
from polku.act.rewards.coupons.wallet import Coupon
from polku.act.rewards.coupons.words import sentence
from polku.act.rewards.ledger.models import Movement
from polku.act.rewards.ledger.once import Answer, OtherRequest
from polku.act.rewards.ledger.use import NotUndone
from polku.act.rewards.pricing.basket import Basket, Line
from polku.act.rewards.till import guesses
from polku.act.rewards.till.teller import Teller
from polku.doors.api.asked import bounded, key_of
from polku.doors.api.errors import ApiError, not_found
from polku.doors.api.forms.base import answers
from polku.doors.api.forms.reward_uses import (
    BasketIn,
    NotUsed,
    PriceIn,
    PriceOut,
    RewardUsed,
    RewardUseIn,
    RewardUseUndone,
    TakenOff,
)
from polku.doors.api.key import Key
from polku.doors.api.keyed import OnceKey, only_there, other_request, own
from polku.doors.api.people import named
from polku.doors.api.reward_points_off import points_off
from polku.doors.api.teller import teller, told
from polku.kit import clock, ids
from polku.know.people import find
from polku.know.people.models import Profile

router = Router(tags=["rewards"])


@router.post(
    "/rewards/uses",
    auth=Key("till.use"),
    response=answers(RewardUsed, 400, 404, 409, 413, 422, 429),
    summary="Use a coupon or an automatic discount, once",
)
def use(request: HttpRequest, given: RewardUseIn, key: OnceKey) -> RewardUsed:
    """409 `refused`: it cannot be used now, and the sentence says why; the same key may then try again.

    429 `wait`: too many codes that nobody has; right ones are refused as well until then.
    """
    only_there(request, given.store)
    now, person = clock.now(), named(request, given.person) if given.person else None
    if bool(given.code.strip()) == (given.program is not None):
        raise ApiError(422, "invalid", _("Say a code, or else the program of a discount."), field="code")
    if given.program is not None:
        return _discount(request, given, person, key=key, now=now)
    asks = teller(request)
    with told():
        guesses.may_ask(asks, now_ms=clock.to_ms(now))
    found = wallet.by_code(given.code, _names(person), now_ms=clock.to_ms(now), key=own(request, key))
    if found is None:
        if not wallet.is_shared(given.code):
            guesses.was_wrong(asks, now_ms=clock.to_ms(now))
        raise not_found(_("Nobody has a coupon with this code."))
    profile = person or find.profiles(find.profile_ids([found.lot.identity_id]).values()).get(found.lot.identity_id)
    asked = redeem.Wanted(
        found.lot.pk,
        now,
        basket=basket_of(given.basket) if given.basket is not None else None,
        moment=moment_of(profile, [found], at=now, store=given.store),
        store=given.store,
        by=f"key:{key_of(request).pk}",
        told=_told(given),
    )
    try:
        answer, is_new = redeem.redeem(own(request, key), asked)
    except redeem.Refused as no:
        raise ApiError(409, "refused", sentence(no.word), field="code") from no
    except OtherRequest as problem:
        raise other_request() from problem
    return _used(answer, is_new=is_new, coupon=ids.public(answer["coupon"]))


def _told(given: RewardUseIn) -> Told | None:
    if not given.off_minor:
        return None
    if given.basket is not None:
        raise ApiError(422, "invalid", _("What it takes off follows from the basket."), field="off_minor")
    return Told(given.off_minor, given.amount_minor)


def _discount(
    request: HttpRequest, given: RewardUseIn, person: Profile | None, *, key: str, now: datetime
) -> RewardUsed:
    found = discounts.one(bounded(given.program or 0))
    if found is None:
        raise not_found(_("There is no discount {id}.").format(id=given.program))
    asked = apply.Wanted(
        found.program,
        now,
        moment_of(person, [found], at=now, store=given.store),
        _names(person),
        basket_of(given.basket) if given.basket is not None else None,
        given.store,
        f"key:{key_of(request).pk}",
        _told(given),
    )
    try:
        answer, is_new = apply.apply(own(request, key), asked)
    except redeem.Refused as no:
        raise ApiError(409, "refused", sentence(no.word), field="program") from no
    except OtherRequest as problem:
        raise other_request() from problem
    return _used(answer, is_new=is_new)


def _used(answer: Answer, *, is_new: bool, coupon: str = "") -> RewardUsed:
    """`coupon`: none of an automatic discount."""
    off = {name: answer[name] for name in ("use", "off_minor", "currency")}
    return RewardUsed(coupon=coupon, is_new=is_new, **off)


@router.post(
    "/rewards/uses/{use_id}/undoing",
    auth=Key("rewards.give"),
    response=answers(RewardUseUndone, 404, 409, 422),
    summary="Undo a use",
)
def undo(request: HttpRequest, use_id: int, key: OnceKey) -> RewardUseUndone:
    """What it took is given back, in the limits too."""
    try:
        answer, is_new = redeem.undo(own(request, key), bounded(use_id), by=f"key:{key_of(request).pk}", at=clock.now())
    except Movement.DoesNotExist as problem:
        raise not_found(_("There is no use {id}.").format(id=use_id)) from problem
    except NotUndone as problem:
        raise ApiError(409, "not_undone", _("It was no use, or it has been undone already.")) from problem
    except OtherRequest as problem:
        raise other_request() from problem
    return RewardUseUndone(undone=answer["undone"], is_new=is_new)


@router.post(
    "/rewards/price",
    auth=Key("till.use"),
    response=answers(PriceOut, 400, 404, 413, 422, 429),
    summary="What a basket costs with somebody's coupons",
)
def priced(request: HttpRequest, given: PriceIn) -> PriceOut:
    """The best combination that is allowed, and why the others are not used. Nothing is used by asking."""
    only_there(request, given.store)
    now, person = clock.now(), named(request, given.person) if given.person else None
    now_ms, names = clock.to_ms(now), _names(person)
    held = {one.lot.pk: one for one in wallet.coupons(names, now_ms=now_ms)} if names else {}
    # A shop asks for all its customers from one address: who tries codes out is one of them.
    key = key_of(request).pk
    asks, unknown = Teller(f"basket:{key}:{person.id}" if person else f"shop:{key}"), []
    if given.codes:
        with told():
            guesses.may_ask(asks, now_ms=now_ms)
    for code in given.codes:
        found = wallet.by_code(code, names, now_ms=now_ms)
        if found is None:
            if not wallet.is_shared(code):
                guesses.was_wrong(asks, now_ms=now_ms)
            unknown.append(
                NotUsed(
                    coupon=code,
                    program=None,
                    why="unknown",
                    sentence=_("Nobody has a coupon with this code."),
                    missing_minor=0,
                )
            )
        else:
            held[found.lot.pk] = found
    automatic = {one.key: one for one in standing(now, names)}
    moment = moment_of(person, [*held.values(), *automatic.values()], at=now, store=given.store)
    by_itself = list(automatic.values())
    made = price(basket_of(given.basket), list(held.values()), moment, now_ms=now_ms, discounts=by_itself)
    meant: dict[str, Coupon | Discount] = {str(number): one for number, one in held.items()} | automatic
    programs = {key: one.program if isinstance(one, Discount) else one.program.pk for key, one in meant.items()}
    points = points_off(given, names, made.total_minor, now_ms=now_ms)
    return PriceOut(
        total_minor=made.total_minor,
        lines_minor=list(made.lines_minor),
        delivery_minor=made.delivery_minor,
        currency=given.basket.currency,
        used=[
            TakenOff(
                coupon="" if one.key in automatic else ids.public(int(one.key)),
                program=programs[one.key],
                title=meant[one.key].terms.title,
                off_minor=one.off_minor,
                gift=one.gift,
            )
            for one in made.used
        ],
        unused=unknown
        + [
            NotUsed(
                coupon="" if key in automatic else ids.public(int(key)),
                program=programs[key],
                why=why.word,
                sentence=sentence(why.word),
                missing_minor=why.missing_minor,
            )
            for key, why in made.unused.items()
        ],
        points=points,
        to_pay_minor=made.total_minor - sum(one.off_minor for one in points),
    )


def basket_of(given: BasketIn) -> Basket:
    lines = tuple(Line(one.product, one.quantity, one.unit_minor, one.category) for one in given.lines)
    return Basket(lines, given.currency, given.delivery_minor)


def _names(person: Profile | None) -> list[int]:
    return [identity.id for identity in find.identities_of(person.id)] if person is not None else []
