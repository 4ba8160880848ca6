"""Friends who are brought along: links, who came by them, and what a person says of those who are held."""

from typing import Annotated

from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router

from polku.act.rewards.ledger.models import Program
from polku.act.rewards.programs import latest
from polku.act.rewards.referrals import board, link, review, told
from polku.act.rewards.referrals.facts import people_of
from polku.act.rewards.referrals.models import Referral
from polku.act.rewards.referrals.words import REASONS
from polku.doors.api.asked import bounded, member
from polku.doors.api.errors import ApiError, not_found
from polku.doors.api.forms.base import answers
from polku.doors.api.forms.referrals import (
    CameIn,
    CameOut,
    Friend,
    FriendDecision,
    FriendOut,
    ReferralLink,
    ReferralLinks,
    ReferralList,
    ReferralOut,
)
from polku.doors.api.key import Key
from polku.doors.api.people import named
from polku.doors.api.people import wanted as wanted_person
from polku.kit import clock, ids
from polku.know.people import find
from polku.know.people.models import Identity

router = Router(tags=["rewards"])
Limit = Annotated[int, Query(ge=1, le=500, description="So many at the most")]
After = Annotated[int, Query(ge=0, description="`next` of the part before")]
OfProgram = Annotated[int, Query(ge=0, description="Only of this program; 0: of all")]
InState = Annotated[Friend | None, Query(description="Only those who have come so far")]


@router.get(
    "/people/{person_id}/referrals",
    auth=Key("till.use"),
    response=answers(ReferralLinks, 404, 410),
    summary="Somebody's links to bring friends, and how far these have come",
)
def links(request: HttpRequest, person_id: str) -> ReferralLinks:
    names = [identity.id for identity in find.identities_of(wanted_person(person_id).id)]
    live = Program.objects.filter(kind=Program.Kind.REFERRAL, state=Program.State.LIVE).order_by("pk")
    return ReferralLinks(links=[_link(program, names) for program in live] if names else [])


@router.post(
    "/rewards/referrals",
    auth=Key("till.use"),
    response=answers(CameOut, 400, 404, 410, 413, 422),
    summary="Tell that somebody came by a link, or named its code",
)
def came(request: HttpRequest, given: CameIn) -> CameOut:
    """Whether they count is seen from then on. Only the first link counts, and only for who is new."""
    person, referrer = named(request, given.person), link.by_code(given.code)
    identity = Identity.objects.filter(profile_id=person.id).order_by("pk").first()
    if referrer is None or identity is None:
        raise not_found(_("No link has this code."))
    with transaction.atomic():
        told.came(link.code_of(referrer), (identity.kind, identity.value), now_ms=clock.now_ms())
    return CameOut(program=referrer.program_id)


@router.get(
    "/rewards/referrals",
    auth=Key("rewards.see"),
    response=answers(ReferralList, 404, 422),
    summary="List friends who were brought",
)
def listed(
    request: HttpRequest, program: OfProgram = 0, state: InState = None, limit: Limit = 100, after: After = 0
) -> ReferralList:
    rows = Referral.objects.select_related("referrer").order_by("-pk")
    if program:
        if not Program.objects.filter(pk=bounded(program), kind=Program.Kind.REFERRAL).exists():
            raise not_found(_("There is no program {id}.").format(id=program))
        rows = rows.filter(program_id=bounded(program))
    if state is not None:
        rows = rows.filter(state=state)
    if after:
        rows = rows.filter(pk__lt=bounded(after))
    found = list(rows[: limit + 1])
    return ReferralList(referrals=_shown(found[:limit]), next=found[limit - 1].pk if len(found) > limit else None)


@router.post(
    "/rewards/referrals/{referral_id}/decision",
    auth=Key("rewards.give"),
    response=answers(ReferralOut, 400, 404, 409, 413, 422),
    summary="Say of a friend who is held whether they count",
)
def decide(request: HttpRequest, referral_id: int, given: FriendDecision) -> ReferralOut:
    try:
        row = review.decide(bounded(referral_id), given.decision, by=member(request), now=clock.now())
    except Referral.DoesNotExist as problem:
        raise not_found(_("There is no friend {id}.").format(id=referral_id)) from problem
    except review.Done as problem:
        raise ApiError(409, "done", _("This friend has been rewarded, or cannot count.")) from problem
    return _shown([row])[0]


def _link(program: Program, names: list[int]) -> ReferralLink:
    referrer = link.referrer_of(program, names, now_ms=clock.now_ms())
    return ReferralLink(
        program=program.pk,
        title=latest(program).terms["title"],
        link=link.address_of(referrer),
        code=link.code_of(referrer),
        rewarded=board.brought(referrer),
        friends=[
            FriendOut(came=clock.from_ms(one.came_ms), state=one.state)  # type: ignore[arg-type] # one of them
            for one in board.friends_of(referrer)
        ],
    )


def _shown(rows: list[Referral]) -> list[ReferralOut]:
    people = people_of(number for row in rows for number in (row.identity_id, row.referrer.identity_id)).profiles
    return [
        ReferralOut(
            id=row.pk,
            program=row.program_id,
            referrer=ids.public(people[row.referrer.identity_id]),
            friend=ids.public(people[row.identity_id]),
            state=row.state,  # type: ignore[arg-type] # one of them
            why=row.why,
            sentence=str(REASONS.get(row.why, "")),
            came=clock.from_ms(row.came_ms),
            changed=clock.from_ms(row.at_ms),
            due=clock.from_ms(row.due_ms) if row.due_ms is not None else None,
            bought_minor=row.bought_minor,
        )
        for row in rows
    ]
