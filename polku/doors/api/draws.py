"""Draws and games: playing a ticket, how a draw stands, the public number that it waits for."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router

from polku.act.rewards.draws import drawing
from polku.act.rewards.draws.models import Draw
from polku.act.rewards.draws.play import Wanted, play
from polku.act.rewards.draws.result import standing, won
from polku.act.rewards.draws.words import Refused, sentence
from polku.act.rewards.ledger.models import Program
from polku.act.rewards.ledger.once import OtherRequest
from polku.doors.api.asked import bounded, key_of, member
from polku.doors.api.errors import ApiError, not_found
from polku.doors.api.forms.base import answers
from polku.doors.api.forms.draws import DrawMixIn, DrawPlayed, DrawPlayIn, DrawStanding, DrawWinnerOut
from polku.doors.api.key import Key, stores_of
from polku.doors.api.people import named
from polku.doors.api.reward_uses import OnceKey
from polku.kit import clock, ids
from polku.know.people import find
from polku.know.teams import trail

router = Router(tags=["rewards"])


@router.post(
    "/rewards/draws/{program_id}/plays",
    auth=Key("till.use"),
    response=answers(DrawPlayed, 400, 404, 409, 410, 413, 422),
    summary="Play somebody's ticket of an instant game, once",
)
def played(request: HttpRequest, program_id: int, given: DrawPlayIn, key: OnceKey) -> DrawPlayed:
    """409 `refused`: it cannot be played now, and the sentence says why; the same key may then try again."""
    program = _wanted(program_id)
    allowed = stores_of(request)
    if allowed and given.store not in allowed:
        told = _("This key serves at these stores only: {stores}.").format(stores=", ".join(allowed))
        raise ApiError(403, "forbidden", told, field="store")
    person = named(request, given.person)
    asked = Wanted(
        program.pk,
        [identity.id for identity in find.identities_of(person.id)],
        clock.now(),
        given.store,
        f"key:{key_of(request).pk}",
        given.answers,
    )
    try:
        answer, is_new = play(f"{key_of(request).pk}/{key}", asked)
    except Refused as no:
        raise ApiError(409, "refused", sentence(no.word)) from no
    except OtherRequest as problem:
        told = _("This key was used for something else before: an act of its own needs a key of its own.")
        raise ApiError(409, "other_request", told) from problem
    return DrawPlayed(number=answer["number"], prize=answer["prize"], title=answer["title"], is_new=is_new)


@router.get(
    "/rewards/draws/{program_id}/result",
    auth=Key("rewards.see"),
    response=answers(DrawStanding, 404, 422),
    summary="How a draw stands, and who has won",
)
def result(request: HttpRequest, program_id: int) -> DrawStanding:
    there = standing(_wanted(program_id), now=clock.now())
    draw, terms = there.draw, there.terms
    winners = won(there)
    people = find.profile_ids([one.row.identity_id for one in winners if one.row.identity_id is not None])
    return DrawStanding(
        program=there.program.pk,
        title=terms.title,
        mode=terms.mode,
        state=there.state,  # type: ignore[arg-type] # one of them
        closes=terms.closes,
        draws=there.draws_at if terms.mode == "scheduled" else None,
        drawn_at=there.drawn_at,
        commitment=draw.commitment if draw is not None else "",
        entries=(draw.plays if terms.mode == "instant" else draw.entries) if draw is not None else 0,
        list_sha256=draw.digest if draw is not None else "",
        mixed=draw.mixed if draw is not None else "",
        secret=draw.secret if draw is not None else "",
        page=f"{settings.BASE_URL}/p/draws/{there.program.pk}",
        winners=[
            DrawWinnerOut(
                number=one.row.number,
                prize=one.row.prize,
                title=one.title,
                ticket=one.row.mark,
                person=ids.public(people[one.row.identity_id]) if one.row.identity_id in people else None,
                is_given=one.row.is_given,
                handed_over_at=clock.from_ms(one.row.handed_ms) if one.row.handed_ms else None,
            )
            for one in winners
        ],
    )


@router.post(
    "/rewards/draws/{program_id}/mixing",
    auth=Key("rewards.give"),
    response=answers(DrawStanding, 400, 404, 409, 413, 422),
    summary="Say the public number that a closed draw waits for",
)
def mixing(request: HttpRequest, program_id: int, given: DrawMixIn) -> DrawStanding:
    """Said once, it stays: 409 before the list is frozen, and when it has been said."""
    program = _wanted(program_id)
    draw = Draw.objects.filter(pk=program.pk).first()
    if draw is None or not drawing.mix(draw, given.number):
        told = _("The list is not frozen yet, or the number has been said already.")
        raise ApiError(409, "wrong_state", told, field="number")
    trail.note(member(request), "draw.mixed", subject=f"program:{program.pk}", after={"number": given.number})
    return result(request, program_id)


def _wanted(number: int) -> Program:
    row = Program.objects.filter(pk=bounded(number), kind=Program.Kind.DRAW).first()
    if row is None:
        raise not_found(_("There is no draw {id}.").format(id=number))
    return row
