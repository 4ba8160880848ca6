"""Using a coupon: at a till, in a web shop, by a program. Asked for with a key; the same key is one use."""

from collections.abc import Iterable, Mapping, Sequence, Set
from datetime import datetime
from zoneinfo import ZoneInfo

import msgspec
from django.db import transaction

from polku.act.rewards.coupons import first
from polku.act.rewards.coupons.terms import ALL_DAY, CouponTerms, read
from polku.act.rewards.coupons.told_off import Told, may_be
from polku.act.rewards.coupons.wallet import USE
from polku.act.rewards.ledger import use
from polku.act.rewards.ledger.end import withdraw
from polku.act.rewards.ledger.limits import Full
from polku.act.rewards.ledger.models import Lot, Movement, Program, Terms
from polku.act.rewards.ledger.once import Answer, Answered, Asked, once, once_each
from polku.act.rewards.ledger.taking import Held, hold
from polku.act.rewards.pricing.basket import Basket, Moment
from polku.act.rewards.pricing.best import best
from polku.act.rewards.pricing.offer import Offer
from polku.act.rewards.pricing.unmet import FIRST, of_moment
from polku.kit import clock
from polku.know.people import find
from polku.know.teams.begin import the_team

ENDED, EARLY, OVER, NONE_LEFT, LIMIT = "ended", "early", "over", "none_left", "limit"
PAUSED, SPENT, WHO = "paused", "budget", "who"  # of automatic discounts
DAY = "day"  # used as often as all together may on one
OFF = "off"  # it cannot have taken off so much


class Refused(Exception):
    """It cannot be used now: a word of ours, or of pricing/unmet.py, and how much is missing where that can be said."""

    def __init__(self, word: str, missing_minor: int = 0) -> None:
        super().__init__(word)
        self.word, self.missing_minor = word, missing_minor


class NeedsPerson(Exception):
    """Nobody said who it is, and its conditions ask."""


class Wanted(msgspec.Struct, frozen=True):
    """`basket` None: nobody says what is bought: the till knows. Where, when and who is asked all the same.

    `at`: by the clock on the store's wall, where there is no `moment`. `pressed`: when it was asked for, where that was
    before: what there is left, and limits of a day, are looked at now.
    """

    lot: int
    at: datetime
    basket: Basket | None = None
    moment: Moment | None = None
    store: str = ""
    by: str = ""
    pressed: datetime | None = None
    told: Told | None = None  # where there is no basket


def redeem(key: str, wanted: Wanted) -> tuple[Answer, bool]:
    """{"use": 12, "off_minor": 300, …}, and whether it happened just now. Raises Refused, OtherRequest.

    Refused, nothing is kept: the same key may try again. `Lot.DoesNotExist` where there is no such coupon.
    """
    [found] = redeem_each([(key, wanted)])
    if isinstance(found, Exception):
        raise found
    return found.answer, found.is_new


def redeem_each(asked: Sequence[tuple[str, Wanted]]) -> list[Answered | Exception]:
    """The same of many at once, in one transaction; each gets an answer, or the exception that says why not."""
    acts = [Asked(f"{USE}{key}", _request(wanted)) for key, wanted in asked]
    now_ms = max(clock.to_ms(wanted.at) for _key, wanted in asked)
    return once_each(acts, lambda new: _redeem_each([asked[place] for place in new], now_ms=now_ms), now_ms=now_ms)


def _request(wanted: Wanted) -> object:
    asked: dict[str, object] = {"lot": wanted.lot, "basket": msgspec.to_builtins(wanted.basket), "store": wanted.store}
    return asked | ({"told": msgspec.to_builtins(wanted.told)} if wanted.told is not None else {})


def undo(key: str, number: int, *, by: str, at: datetime) -> tuple[Answer, bool]:
    """Raises use.NotUndone, OtherRequest, Movement.DoesNotExist."""
    return once(f"undo/{key}", {"use": number}, lambda: _undo(key, number, by=by, at=at), now_ms=clock.to_ms(at))


def offer_of(lot: Lot, terms: CouponTerms, currency: str) -> Offer:
    return Offer(str(lot.pk), terms.benefit, terms.conditions, currency, terms.is_stackable)


def terms_of(lot: Lot) -> CouponTerms:
    """On which it was given."""
    return read(Terms.objects.get(program_id=lot.program_id, number=lot.terms).terms)


def _redeem_each(asked: Sequence[tuple[str, Wanted]], *, now_ms: int) -> list[Answer | Exception]:
    lots = hold([wanted.lot for _key, wanted in asked])
    programs, promised = _promised(lots.values())
    # By the instant that is written down, so that undoing counts back on the same day.
    day = day_of(clock.from_ms(now_ms), ZoneInfo(the_team().time_zone))
    others = find.other_names(lot.identity_id for lot in lots.values() if _counts_people(lot, promised))
    firsts = _Firsts([names_of(lot.identity_id, others) for lot in lots.values() if _is_first(lot, promised)])
    found: list[Answer | Exception] = []
    uses: dict[int, tuple[Program, int, use.Use]] = {}  # by their places
    for place, (key, wanted) in enumerate(asked):
        try:
            lot = lots.get(wanted.lot)
            if lot is None or lot.program_id not in programs:
                raise Lot.DoesNotExist
            program, terms = programs[lot.program_id], promised[lot.program_id, lot.terms]
            off = _off(wanted, lot, program, terms)
            if terms.conditions.is_first_only:
                firsts.take(names_of(lot.identity_id, others), terms, at=wanted.at)
        except (Refused, NeedsPerson, Lot.DoesNotExist) as no:
            found.append(no)
            continue
        limits = terms.use_limits(names_of(lot.identity_id, others), day)
        currency = program.currency if off else ""
        pressed_ms = clock.to_ms(wanted.pressed) if wanted.pressed is not None else None
        beside = terms.benefit.cost_minor if not off else 0
        asks = use.Use(f"use/{key}", 1, off, currency, wanted.store, wanted.by, limits, pressed_ms, beside)
        uses[place] = (program, lot.id, asks)
        found.append({"coupon": lot.id, "off_minor": off, "currency": program.currency})
    for place, made in zip(uses, use.use_each(list(uses.values()), now_ms=now_ms) if uses else (), strict=True):
        answer = found[place]
        if isinstance(made, Movement) and not isinstance(answer, Exception):
            found[place] = {"use": made.pk, **answer}
        else:
            found[place] = Refused(word_of(made) if isinstance(made, Full) else NONE_LEFT)
    return found


def _counts_people(lot: Held, promised: Mapping[tuple[int, int], CouponTerms]) -> bool:
    terms = promised.get((lot.program_id, lot.terms))
    is_first = terms is not None and terms.conditions.is_first_only
    return terms is not None and (terms.limits.person_day is not None or is_first)


def _is_first(lot: Held, promised: Mapping[tuple[int, int], CouponTerms]) -> bool:
    terms = promised.get((lot.program_id, lot.terms))
    return terms is not None and terms.conditions.is_first_only


class _Firsts:
    """Who makes their first purchase among uses of one transaction: each once."""

    def __init__(self, people: Sequence[Sequence[int]]) -> None:
        self._taken: dict[str, bool] = {}  # whose, and whether another one may be used with it
        if people:
            first.hold(people)

    def take(self, names: Sequence[int], terms: CouponTerms, *, at: datetime) -> None:
        """Raises Refused."""
        whose = first.scope_of(names)
        is_alone = not self._taken.get(whose, True) or not terms.is_stackable
        if (whose in self._taken and is_alone) or first.is_made(names, at=at, terms=terms):
            raise Refused(FIRST)
        self._taken[whose] = terms.is_stackable


def _off(wanted: Wanted, lot: Held, program: Program, terms: CouponTerms) -> int:
    """What it takes off. Raises Refused, NeedsPerson."""
    at, moment = wanted.pressed or wanted.at, wanted.moment
    now_ms, asked_ms = clock.to_ms(wanted.at), clock.to_ms(at)
    if program.state == Program.State.ENDED:
        raise Refused(ENDED)
    if now_ms < lot.from_ms or asked_ms >= lot.until_ms:
        raise Refused(EARLY if now_ms < lot.from_ms else OVER)
    if moment is None:
        if terms.conditions.asks_person:
            raise NeedsPerson
        moment = Moment(at, store=wanted.store)
    offer = Offer(str(lot.id), terms.benefit, terms.conditions, program.currency, terms.is_stackable)
    return off_alone(offer, wanted.basket, moment, wanted.told)


def off_alone(offer: Offer, basket: Basket | None, moment: Moment, told: Told | None = None) -> int:
    """What it takes off, with nothing beside it; where nobody says what is bought, what was told. Raises Refused."""
    if basket is None:
        if met := of_moment(offer.conditions, moment):
            raise Refused(met.word)
        if told is not None and not may_be(offer.benefit, told):
            raise Refused(OFF)
        return told.off_minor if told is not None else 0
    priced = best(basket, [offer], moment)
    if not priced.used:
        why = priced.unused[offer.key]
        raise Refused(why.word, why.missing_minor)
    return priced.used[0].off_minor


def _promised(lots: Iterable[Held]) -> tuple[dict[int, Program], dict[tuple[int, int], CouponTerms]]:
    pairs = {(lot.program_id, lot.terms) for lot in lots}
    programs = Program.objects.filter(kind=Program.Kind.COUPON).in_bulk({program for program, _terms in pairs})
    rows = Terms.objects.filter(program__in=programs, number__in={number for _program, number in pairs})
    return programs, {
        (row.program_id, row.number): read(row.terms) for row in rows if (row.program_id, row.number) in pairs
    }


@transaction.atomic
def _undo(key: str, number: int, *, by: str, at: datetime) -> Answer:
    used = Movement.objects.get(pk=number)
    if used.lot is None:
        raise use.NotUndone
    program = Program.objects.get(pk=used.program_id)
    is_discount = program.kind == Program.Kind.DISCOUNT
    if is_discount and program.budget_minor is not None:
        program = Program.objects.select_for_update().get(pk=program.pk)  # before its counters, as those who use it do
    lot, now_ms = Lot.objects.get(pk=used.lot), clock.to_ms(at)
    day = day_of(clock.from_ms(used.at_ms), ZoneInfo(the_team().time_zone))
    names = names_of(lot.identity_id, find.other_names([lot.identity_id]))
    terms = terms_of(lot)
    scopes = [limit.scope for limit in terms.use_limits(names, day)]
    if is_discount:
        scopes += terms.give_scopes(min(names))
    made = use.undo(program, used, cause=f"undo/{key}", by=by, scopes=scopes, now_ms=now_ms)
    if is_discount:
        withdraw([lot.pk], cause=f"undo/{key}", by=by, now_ms=now_ms)  # nobody holds one
    return {"undone": used.pk, "movement": made.pk}


def word_of(full: Full) -> str:
    return DAY if full.limit.scope.startswith(ALL_DAY) else LIMIT


def names_of(identity: int, others: Mapping[int, Set[int]]) -> list[int]:
    """A person's; the one that has the coupon first: under it they are counted."""
    return [identity, *sorted(others.get(identity, ()))]


def day_of(at: datetime, zone: ZoneInfo) -> str:
    return at.astimezone(zone).date().isoformat()
