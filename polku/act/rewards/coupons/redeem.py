"""Using a coupon: at a till, in a web shop, by a program. Asked for with a key; the same key is one use."""

from datetime import datetime
from zoneinfo import ZoneInfo

import msgspec
from django.db import transaction

from polku.act.rewards.coupons.terms import CouponTerms, read
from polku.act.rewards.ledger import use
from polku.act.rewards.ledger.limits import Full
from polku.act.rewards.ledger.models import Lot, Movement, Program, Terms
from polku.act.rewards.ledger.once import Answer, once
from polku.act.rewards.pricing.basket import Basket, Moment
from polku.act.rewards.pricing.best import best
from polku.act.rewards.pricing.offer import Offer
from polku.act.rewards.pricing.unmet import of_moment
from polku.kit import clock
from polku.know.teams.begin import the_team

ENDED, EARLY, OVER, NONE_LEFT, LIMIT = "ended", "early", "over", "none_left", "limit"


class Refused(Exception):
    """It cannot be used now: a word of ours, or of pricing/unmet.py, and how much is missing where that can be said."""

    def __init__(self, word: str, missing_minor: int = 0) -> None:
        super().__init__(word)
        self.word, self.missing_minor = word, missing_minor


class Wanted(msgspec.Struct, frozen=True):
    """`basket` None: nobody says what is bought: the till knows. Where, when and who is asked all the same."""

    lot: int
    at: datetime
    basket: Basket | None = None
    moment: Moment | None = None
    store: str = ""
    by: str = ""


def redeem(key: str, wanted: Wanted) -> tuple[Answer, bool]:
    """{"use": 12, "off_minor": 300, …}, and whether it happened just now. Raises Refused, OtherRequest.

    Refused, nothing is kept: the same key may try again. `Lot.DoesNotExist` where there is no such coupon.
    """
    asked = {"lot": wanted.lot, "basket": msgspec.to_builtins(wanted.basket), "store": wanted.store}
    try:
        return once(f"use/{key}", asked, lambda: _redeem(key, wanted), now_ms=clock.to_ms(wanted.at))
    except Full as problem:
        raise Refused(LIMIT) from problem


def undo(key: str, number: int, *, by: str, at: datetime) -> tuple[Answer, bool]:
    """Raises use.NotUndone, OtherRequest, Movement.DoesNotExist."""
    return once(f"undo/{key}", {"use": number}, lambda: _undo(key, number, by=by, at=at), now_ms=clock.to_ms(at))


def offer_of(lot: Lot, terms: CouponTerms, currency: str) -> Offer:
    return Offer(str(lot.pk), terms.benefit, terms.conditions, currency, terms.is_stackable)


def terms_of(lot: Lot) -> CouponTerms:
    """On which it was given."""
    return read(Terms.objects.get(program_id=lot.program_id, number=lot.terms).terms)


def _redeem(key: str, wanted: Wanted) -> Answer:
    lot = Lot.objects.get(pk=wanted.lot)
    program, terms, now_ms = Program.objects.get(pk=lot.program_id), terms_of(lot), clock.to_ms(wanted.at)
    if program.state == Program.State.ENDED:
        raise Refused(ENDED)
    if now_ms < lot.from_ms or now_ms >= lot.until_ms:
        raise Refused(EARLY if now_ms < lot.from_ms else OVER)
    off, moment = 0, wanted.moment or Moment(wanted.at)
    if wanted.basket is None:
        if met := of_moment(terms.conditions, moment):
            raise Refused(met.word)
    else:
        priced = best(wanted.basket, [offer_of(lot, terms, program.currency)], moment)
        if not priced.used:
            why = priced.unused[str(lot.pk)]
            raise Refused(why.word, why.missing_minor)
        off = priced.used[0].off_minor
    limits = terms.use_limits(lot.identity_id, _day(wanted.at))
    try:
        made = use.use(
            program,
            lot,
            use.Use(f"use/{key}", 1, off, program.currency if off else "", wanted.store, wanted.by, limits),
            now_ms=now_ms,
        )
    except use.NothingLeft as problem:
        raise Refused(NONE_LEFT) from problem
    return {"use": made.pk, "coupon": lot.pk, "off_minor": off, "currency": program.currency}


@transaction.atomic
def _undo(key: str, number: int, *, by: str, at: datetime) -> Answer:
    used = Movement.objects.get(pk=number)
    if used.lot is None:
        raise use.NotUndone
    lot = Lot.objects.get(pk=used.lot)
    day = _day(clock.from_ms(used.at_ms))
    scopes = [limit.scope for limit in terms_of(lot).use_limits(lot.identity_id, day)]
    program = Program.objects.get(pk=lot.program_id)
    made = use.undo(program, used, cause=f"undo/{key}", by=by, scopes=scopes, now_ms=clock.to_ms(at))
    return {"undone": used.pk, "movement": made.pk}


def _day(at: datetime) -> str:
    return at.astimezone(ZoneInfo(the_team().time_zone)).date().isoformat()
