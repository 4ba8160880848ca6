"""Taking a place, giving it back, and who is next: as many have one as there are, whoever comes at the same instant."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from polku.act.rewards import prizes
from polku.act.rewards.ledger import end, limits
from polku.act.rewards.ledger.limits import Limit
from polku.act.rewards.ledger.models import Lot, Movement, Program
from polku.act.rewards.offers.keep import keep, put_down
from polku.act.rewards.offers.models import HAS, Place
from polku.act.rewards.offers.see import PLACES, Who, is_on, may_see, places_of, taken_of, terms_of
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
    [found] = take_each(program, [person], now=now)
    if isinstance(found, Refused):
        raise found
    return found


def take_each(program: Program, people: Sequence[Who], *, now: datetime) -> list[Place | Refused]:
    """The same of many at once, in one transaction; who is named first comes first."""
    terms = terms_of(program)
    if program.state != Program.State.LIVE or not is_on(terms, now=now):
        return [Refused(NOT_SEEN) for _one in people]
    is_asked = terms.how == "draw" and terms.drawn_at is not None and now < terms.drawn_at
    theirs = places_of(program, people)
    left = (terms.places or 0) - taken_of([program.pk]).get(program.pk, 0)
    found: dict[int, Place | Refused] = {}
    wishes: list[int] = []
    for one in people:
        had = theirs.get(one.profile)
        if not may_see(terms, one, now=now):
            found[one.profile] = Refused(NOT_SEEN)
        elif had is not None and had.state in HAS:
            found[one.profile] = had
        elif terms.places is None:
            found[one.profile] = Refused(NONE_NEEDED)
        elif not is_asked and left <= 0 and not terms.has_waiting_list:
            found[one.profile] = Refused(ALL_TAKEN)  # most of a crowd is told so without waiting for those who write
        else:
            wishes.append(one.profile)
    if wishes:
        found |= _take_each(program, wishes, terms, is_asked=is_asked, now=now)
    return [found[one.profile] for one in people]


@transaction.atomic
def _take_each(
    program: Program, people: Sequence[int], terms: OfferTerms, *, is_asked: bool, now: datetime
) -> dict[int, Place | Refused]:
    now_ms, new = clock.to_ms(now), put_down(program.pk, people, now_ms=clock.to_ms(now))
    held = Place.objects.select_for_update().filter(program_id=program.pk, identity_id__in=people).order_by("pk")
    theirs = {place.identity_id: place for place in held}
    found: dict[int, Place | Refused] = dict(theirs)  # some have tapped twice
    wishes = [theirs[one] for one in dict.fromkeys(people) if theirs[one].state not in HAS]
    room = len(wishes) if is_asked else limits.take_some(program.pk, Limit(PLACES, terms.places or 0), len(wishes))
    for place in wishes[room:] if not terms.has_waiting_list else ():
        found[place.identity_id] = Refused(ALL_TAKEN)
        if place.pk in new:
            place.delete()
    chosen = wishes if terms.has_waiting_list else wishes[:room]
    turn = _next_turn(program, now_ms=now_ms) if len(chosen) > room else 0
    for nth, place in enumerate(chosen):
        place.state = S.ASKED if is_asked else S.TAKEN if nth < room else S.WAITING
        place.turn = turn + nth if place.state == S.WAITING else 0
        place.nth, place.at_ms = place.nth + 1, now_ms
    keep(chosen)
    _settle(program, terms, chosen, now=now)
    return found


def _next_turn(program: Program, *, now_ms: int) -> int:
    """After everybody who waits, whoever came in the same millisecond. Index reward_place_turn."""
    last = Place.objects.filter(program_id=program.pk, state=S.WAITING).aggregate(last=Max("turn"))["last"]
    return max(now_ms, (last or 0) + 1)


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
            _settle(program, terms, [first], now=now)
            given += 1
    return given


def cause_of(place: Place) -> str:
    """Of what comes with it: taken again after it was given back, it comes again."""
    return f"offer:{place.pk}:{place.nth}"


def _settle(program: Program, terms: OfferTerms, places: Sequence[Place], *, now: datetime) -> None:
    for place in places:
        if place.state == S.TAKEN and terms.prize is not None:
            prizes.give(terms.prize, place.identity_id, cause_of(place), now=now)
    tell_of(program, places, now_ms=clock.to_ms(now))


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
