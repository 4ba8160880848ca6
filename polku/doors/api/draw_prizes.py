"""What becomes of prizes that the team hands over: claimed, handed over, taken from a winner and given back."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router

from polku.act.rewards.draws import claims, disqualify
from polku.act.rewards.draws.handed import hand_over
from polku.act.rewards.draws.models import DrawResult
from polku.act.rewards.ledger.models import Program
from polku.act.rewards.ledger.once import OtherRequest, once
from polku.doors.api.asked import bounded, member
from polku.doors.api.draws import wanted
from polku.doors.api.errors import ApiError, not_found
from polku.doors.api.forms.base import answers
from polku.doors.api.forms.draw_prizes import DrawDisqualificationIn, DrawHandingOverIn, DrawPrizeOut
from polku.doors.api.key import Key
from polku.doors.api.keyed import OnceKey, other_request, own
from polku.kit import clock
from polku.know.teams.models import Member

router = Router(tags=["rewards"])
WINNER = "/rewards/draws/{program_id}/winners/{number}"
MAY = Key("rewards.give")
Do = Callable[[Program, DrawResult, Member | None, datetime], None]


@router.post(
    WINNER + "/claiming",
    auth=MAY,
    response=answers(DrawPrizeOut, 404, 409, 422),
    summary="Say that a prize was claimed, for its winner",
)
def claimed(request: HttpRequest, program_id: int, number: int, key: OnceKey) -> DrawPrizeOut:
    """It then stays theirs until it is handed over. 409 `wrong_state`: it is no prize that waits to be claimed."""
    return _told(request, program_id, number, key, "claiming", _claim)


@router.post(
    WINNER + "/handing-over",
    auth=MAY,
    response=answers(DrawPrizeOut, 400, 404, 409, 413, 422),
    summary="Say that a prize was handed over, or was not after all",
)
def handed(request: HttpRequest, program_id: int, number: int, given: DrawHandingOverIn, key: OnceKey) -> DrawPrizeOut:
    """409 `wrong_state`: it was given by itself, or was lost before."""
    return _told(request, program_id, number, key, ["handing-over", given.is_done], partial(_hand_over, given.is_done))


@router.post(
    WINNER + "/disqualification",
    auth=MAY,
    response=answers(DrawPrizeOut, 400, 404, 409, 413, 422),
    summary="Take a prize from its winner, with a reason",
)
def disqualified(
    request: HttpRequest, program_id: int, number: int, given: DrawDisqualificationIn, key: OnceKey
) -> DrawPrizeOut:
    """For ten minutes it can be undone; then the next reserve moves up."""
    return _told(request, program_id, number, key, ["disqualification", given.why], partial(_disqualify, given.why))


@router.post(
    WINNER + "/reinstatement",
    auth=MAY,
    response=answers(DrawPrizeOut, 404, 409, 422),
    summary="Give a prize back to a winner who was disqualified",
)
def reinstated(request: HttpRequest, program_id: int, number: int, key: OnceKey) -> DrawPrizeOut:
    """409 `wrong_state`: it has been passed on already, or was never taken from them."""
    return _told(request, program_id, number, key, "reinstatement", _reinstate)


def _claim(program: Program, row: DrawResult, by: Member | None, now: datetime) -> None:
    if not claims.claim(program, row.number, by=by, now=now):
        raise _wrong(_("It does not wait to be claimed."))


def _hand_over(is_done: bool, program: Program, row: DrawResult, by: Member | None, now: datetime) -> None:
    if row.is_given:
        raise _wrong(_("It was given by itself. It can be withdrawn on the page of its own program."))
    if not hand_over(program, row.number, by=by, done=is_done, now=now):
        told = _("It has been handed over already.") if row.handed_ms is not None else _("It was not handed over.")
        raise _wrong(_("This ticket holds no prize now.") if row.out_ms is not None else told)


def _disqualify(why: str, program: Program, row: DrawResult, by: Member | None, now: datetime) -> None:
    try:
        disqualify.disqualify(program, row.number, why, by=by, now=now)
    except disqualify.NotPossible as problem:
        raise _wrong(str(problem)) from problem


def _reinstate(program: Program, row: DrawResult, by: Member | None, _now: datetime) -> None:
    if not disqualify.restore(program, row.number, by=by):
        raise _wrong(_("That cannot be undone any more: the prize has been passed on."))


def _told(request: HttpRequest, program_id: int, number: int, key: str, what: object, do: Do) -> DrawPrizeOut:
    """Once by its key; what cannot be done leaves the key free."""
    program, now = wanted(program_id), clock.now()
    prizes = DrawResult.objects.filter(program_id=program.pk, number=bounded(number)).exclude(prize="")

    def act() -> dict[str, Any]:
        row = prizes.first()
        if row is None:
            raise not_found(_("This draw has no prize with the number {number}.").format(number=number))
        do(program, row, member(request), now)
        row.refresh_from_db()
        return {"number": row.number, "prize": row.prize, "state": _state(row)}

    try:
        answer, is_new = once(own(request, key), ["prize", program.pk, number, what], act, now_ms=clock.to_ms(now))
    except OtherRequest as problem:
        raise other_request() from problem
    return DrawPrizeOut(is_new=is_new, **answer)


def _state(row: DrawResult) -> str:
    for state, at_ms in (("lost", row.passed_ms), ("disqualified", row.out_ms), ("handed_over", row.handed_ms)):
        if at_ms is not None:
            return state
    return "claimed" if row.claimed_ms is not None else "waiting"


def _wrong(sentence: str) -> ApiError:
    return ApiError(409, "wrong_state", sentence)
