"""Taking a place, giving it back, and who is next: as many have one as there are, whoever comes at the same instant."""

from datetime import datetime

from django.db import transaction

from polku.act.rewards import prizes
from polku.act.rewards.ledger import end, limits
from polku.act.rewards.ledger.limits import Full, Limit
from polku.act.rewards.ledger.models import Lot, Movement, Program
from polku.act.rewards.offers.models import HAS, Place
from polku.act.rewards.offers.see import PLACES, Who, may_see, offer_of, taken_of
from polku.act.rewards.offers.terms import OfferTerms
from polku.act.rewards.offers.told import tell_of
from polku.kit import clock

S = Place.State
NOT_SEEN, NONE_NEEDED, ALL_TAKEN, USED = "not_seen", "none_needed", "all_taken", "used"


class Refused(Exception):
    """There is no place for them now: a word of words.py."""

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.word = word


def take(program: Program, person: Who, *, now: datetime) -> Place:
    """Theirs, which they may have had before; or their turn among those who wait. Raises Refused."""
    seen = offer_of(program, person, now=now)
    if seen is None or not may_see(seen.terms, person, now=now):
        raise Refused(NOT_SEEN)
    if seen.place is not None and seen.place.state in HAS:
        return seen.place
    terms = seen.terms
    if terms.places is None:
        raise Refused(NONE_NEEDED)
    is_asked = terms.how == "draw" and terms.drawn_at is not None and now < terms.drawn_at
    if not is_asked and not seen.left and not terms.has_waiting_list:
        raise Refused(ALL_TAKEN)  # most of a crowd is told so without waiting for those who write
    try:
        return _take(program, person, terms, is_asked=is_asked, now=now)
    except Full as problem:
        raise Refused(ALL_TAKEN) from problem


@transaction.atomic
def _take(program: Program, person: Who, terms: OfferTerms, *, is_asked: bool, now: datetime) -> Place:
    now_ms = clock.to_ms(now)
    place, _is_new = Place.objects.get_or_create(
        program_id=program.pk,
        identity_id=person.profile,
        defaults={"state": S.BACK, "at_ms": now_ms, "nth": 0},
    )
    place = Place.objects.select_for_update().get(pk=place.pk)
    if place.state in HAS:  # they tapped twice
        return place
    place.state, place.turn, place.nth, place.at_ms = S.ASKED if is_asked else S.TAKEN, 0, place.nth + 1, now_ms
    if not is_asked:
        try:
            with transaction.atomic():
                limits.take(program.pk, [Limit(PLACES, terms.places or 0)])
        except Full:
            if not terms.has_waiting_list:
                raise
            place.state, place.turn = S.WAITING, now_ms
    place.save()
    _settle(program, terms, place, now=now)
    return place


@transaction.atomic
def give_back(program: Program, terms: OfferTerms, place: Place, *, now: datetime) -> Place:
    """It goes to whoever is next. Raises Refused where what came with it has been used."""
    held = Place.objects.select_for_update().get(pk=place.pk)
    if held.state not in HAS:
        return held
    had, now_ms = held.state, clock.to_ms(now)
    held.state, held.turn, held.at_ms = S.BACK, 0, now_ms
    held.save()
    tell_of(program, [held], now_ms=now_ms)
    if had == S.TAKEN:
        _take_prize_back(terms, held, now_ms=now_ms)
        limits.put_back(program.pk, [PLACES])
        fill(program, terms, now=now)
    return held


def fill(program: Program, terms: OfferTerms, *, now: datetime, most: int = 100) -> int:
    """Places that are free go to those who wait, in their turn. Returns how many were given."""
    given = 0
    waiting = Place.objects.filter(program_id=program.pk, state=S.WAITING).order_by("turn", "pk")
    while given < most and terms.places is not None and taken_of([program.pk]).get(program.pk, 0) < terms.places:
        with transaction.atomic():
            first = waiting.select_for_update(skip_locked=True).first()
            if first is None or not limits.take_some(program.pk, Limit(PLACES, terms.places), 1):
                break
            first.state, first.at_ms = S.TAKEN, clock.to_ms(now)
            first.save()
            _settle(program, terms, first, now=now)
            given += 1
    return given


def cause_of(place: Place) -> str:
    """Of what comes with it: taken again after it was given back, it comes again."""
    return f"offer:{place.pk}:{place.nth}"


def _settle(program: Program, terms: OfferTerms, place: Place, *, now: datetime) -> None:
    if place.state == S.TAKEN and terms.prize is not None:
        prizes.give(terms.prize, place.identity_id, cause_of(place), now=now)
    tell_of(program, [place], now_ms=clock.to_ms(now))


def _take_prize_back(terms: OfferTerms, place: Place, *, now_ms: int) -> None:
    if terms.prize is None:
        return
    cause = f"{terms.prize.program}/{cause_of(place)}"
    grants = Movement.objects.filter(identity_id=place.identity_id, cause=cause, kind=Movement.Kind.GRANT)
    for movement in grants:
        lot = Lot.objects.filter(pk=movement.pk).first()
        if lot is not None and lot.left < movement.amount:
            raise Refused(USED)
        end.withdraw([movement.pk], cause=f"offer:{place.pk}", by="", now_ms=now_ms)
