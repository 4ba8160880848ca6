"""Draws and games: how one stands, the public number that it waits for."""

from collections.abc import Mapping
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router

from polku.act.rewards.draws import drawing
from polku.act.rewards.draws.models import Draw, DrawResult
from polku.act.rewards.draws.result import reserves, standing, won
from polku.act.rewards.ledger.models import Program
from polku.doors.api.asked import bounded, member
from polku.doors.api.errors import ApiError, not_found
from polku.doors.api.forms.base import answers
from polku.doors.api.forms.draws import DrawMixIn, DrawReserveOut, DrawStanding, DrawWinnerOut
from polku.doors.api.key import Key
from polku.kit import clock, ids
from polku.know.people import find
from polku.know.teams import trail

router = Router(tags=["rewards"])


@router.get(
    "/rewards/draws/{program_id}/result",
    auth=Key("rewards.see"),
    response=answers(DrawStanding, 404, 422),
    summary="How a draw stands, and who has won",
)
def result(request: HttpRequest, program_id: int) -> DrawStanding:
    there = standing(wanted(program_id), now=clock.now())
    draw, terms = there.draw, there.terms
    winners, after = won(there), reserves(there)
    rows = [*(one.row for one in winners), *after]
    people = find.profile_ids([row.identity_id for row in rows if row.identity_id is not None])
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
                person=_person(one.row, people),
                is_given=one.row.is_given,
                claim_by=_at(one.row.claim_ms),
                claimed_at=_at(one.row.claimed_ms),
                lost_at=_at(one.row.passed_ms),
                instead_of=one.row.instead,
                handed_over_at=_at(one.row.handed_ms),
            )
            for one in winners
        ],
        reserves=[
            DrawReserveOut(
                place=row.reserve,
                number=row.number,
                ticket=row.mark,
                person=_person(row, people),
                moved_up_at=_at(row.moved_ms),
            )
            for row in after
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
    program = wanted(program_id)
    draw = Draw.objects.filter(pk=program.pk).first()
    if draw is None or not drawing.mix(draw, given.number):
        told = _("The list is not frozen yet, or the number has been said already.")
        raise ApiError(409, "wrong_state", told, field="number")
    trail.note(member(request), "draw.mixed", subject=f"program:{program.pk}", after={"number": given.number})
    return result(request, program_id)


def _person(row: DrawResult, people: Mapping[int, int]) -> str | None:
    identity = row.identity_id
    return ids.public(people[identity]) if identity is not None and identity in people else None


def _at(at_ms: int | None) -> datetime | None:
    return clock.from_ms(at_ms) if at_ms is not None else None


def wanted(number: int) -> Program:
    row = Program.objects.filter(pk=bounded(number), kind=Program.Kind.DRAW).first()
    if row is None:
        raise not_found(_("There is no draw {id}.").format(id=number))
    return row
