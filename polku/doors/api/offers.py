"""Members' offers: what somebody sees, taking a place and giving it back."""

from typing import Annotated

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router

from polku.act.rewards.ledger.models import Program
from polku.act.rewards.offers import see, take
from polku.act.rewards.offers.models import Place
from polku.act.rewards.offers.words import REFUSALS
from polku.doors.api.asked import bounded
from polku.doors.api.errors import ApiError, not_found
from polku.doors.api.forms.base import answers
from polku.doors.api.forms.offers import MemberOffer, MemberOffers, PlaceIn, PlaceList, PlaceOut
from polku.doors.api.key import Key
from polku.doors.api.people import named
from polku.doors.api.people import wanted as wanted_person
from polku.kit import clock, ids
from polku.know.people import find

router = Router(tags=["rewards"])
PLACES = "/rewards/offers/{offer_id}/places"
Limit = Annotated[int, Query(ge=1, le=500, description="So many at the most")]
After = Annotated[int, Query(ge=0, description="`next` of the part before")]


@router.get(
    "/people/{person_id}/offers",
    auth=Key("till.use"),
    response=answers(MemberOffers, 404, 410),
    summary="The offers that somebody sees now",
)
def offers(request: HttpRequest, person_id: str) -> MemberOffers:
    person = see.who(wanted_person(person_id).id)
    return MemberOffers(offers=[_shown(one) for one in see.offers_of(person, now=clock.now())])


@router.get(PLACES, auth=Key("rewards.see"), response=answers(PlaceList, 404, 422), summary="Who has a place, or waits")
def places(request: HttpRequest, offer_id: int, limit: Limit = 100, after: After = 0) -> PlaceList:
    rows = Place.objects.filter(program_id=_wanted(offer_id).pk).order_by("-pk")
    if after:
        rows = rows.filter(pk__lt=bounded(after))
    found = list(rows[: limit + 1])
    people = find.profile_ids(row.identity_id for row in found)
    return PlaceList(
        places=[_place(row, people.get(row.identity_id, row.identity_id)) for row in found[:limit]],
        next=found[limit - 1].pk if len(found) > limit else None,
    )


@router.post(
    PLACES,
    auth=Key("till.use"),
    response=answers(PlaceOut, 400, 404, 409, 410, 413, 422),
    summary="Take a place, or ask for one",
)
def take_one(request: HttpRequest, offer_id: int, given: PlaceIn) -> PlaceOut:
    """Asked twice it is the same place. 409 `all_taken`: there is none any more, and no waiting list."""
    program, person = _wanted(offer_id), see.who(named(request, given.person).id)
    try:
        return _place(take.take(program, person, now=clock.now()), person.profile)
    except take.Refused as no:
        raise _refused(no) from no


@router.delete(
    PLACES + "/{person_id}",
    auth=Key("till.use"),
    response=answers(PlaceOut, 404, 409, 410, 422),
    summary="Give a place back",
)
def give_back(request: HttpRequest, offer_id: int, person_id: str) -> PlaceOut:
    """It goes to whoever is next on the waiting list."""
    program, person = _wanted(offer_id), see.who(wanted_person(person_id).id)
    place = Place.objects.filter(program_id=program.pk, identity_id__in=person.identities).order_by("-pk").first()
    if place is None:
        raise not_found(_("This person has no place."))
    try:
        row = take.give_back(program, see.terms_of(program), place, now=clock.now())
    except take.Refused as no:
        raise _refused(no) from no
    return _place(row, person.profile)


def _refused(no: take.Refused) -> ApiError:
    return ApiError(404 if no.word == take.NOT_SEEN else 409, no.word, str(REFUSALS[no.word]))


def _wanted(number: int) -> Program:
    row = Program.objects.filter(pk=bounded(number), kind=Program.Kind.OFFER).first()
    if row is None:
        raise not_found(_("There is no program {id}.").format(id=number))
    return row


def _place(row: Place, profile: int) -> PlaceOut:
    return PlaceOut(
        program=row.program_id,
        person=ids.public(profile),
        state=row.state,  # type: ignore[arg-type] # one of them
        at=clock.from_ms(row.at_ms),
    )


def _shown(one: see.Seen) -> MemberOffer:
    terms = one.terms
    return MemberOffer(
        program=one.program.pk,
        title=terms.title,
        about=terms.about,
        what=terms.what,
        goal=terms.goal,
        begins=terms.begins,
        ends=terms.ends,
        places=terms.places,
        left=one.left,
        how=terms.how,
        drawn_at=terms.drawn_at,
        place=one.place.state if one.place is not None else None,  # type: ignore[arg-type] # one of them
    )
