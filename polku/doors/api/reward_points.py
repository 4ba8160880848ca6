"""Spending points: for money off, or for what they are worth."""

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router

from polku.act.rewards.ledger.models import Movement, Program
from polku.act.rewards.ledger.once import OtherRequest
from polku.act.rewards.ledger.use import NotUndone
from polku.act.rewards.points import burn
from polku.act.rewards.points.words import sentence
from polku.doors.api.asked import bounded, key_of
from polku.doors.api.errors import ApiError, not_found
from polku.doors.api.forms.base import answers
from polku.doors.api.forms.reward_points import PointsSpendIn, PointsSpent, PointsUnspent
from polku.doors.api.key import Key
from polku.doors.api.keyed import OnceKey, only_there, other_request, own
from polku.doors.api.people import named
from polku.kit import clock, ids
from polku.know.people import find

router = Router(tags=["rewards"])


@router.post(
    "/rewards/points/spending",
    auth=Key("till.use"),
    response=answers(PointsSpent, 400, 404, 409, 410, 413, 422),
    summary="Spend points, once",
)
def spend(request: HttpRequest, given: PointsSpendIn, key: OnceKey) -> PointsSpent:
    """409 `refused`: it is not to be had now, and the sentence says why; the same key may then try again."""
    only_there(request, given.store)
    if (given.points is None) == (given.reward is None):
        raise ApiError(422, "invalid", _("Say how many points, or which reward."), field="points")
    program = Program.objects.filter(pk=bounded(given.program), kind=Program.Kind.POINTS).first()
    if program is None:
        raise not_found(_("There is no program {id}.").format(id=given.program))
    person = named(request, given.person)
    asked = burn.Wanted(
        program,
        [one.id for one in find.identities_of(person.id)],
        clock.now(),
        points=given.points or 0,
        reward=given.reward or 0,
        store=given.store,
        by=f"key:{key_of(request).pk}",
        price_minor=given.price_minor if given.reward is None else None,
        currency=given.currency or program.currency,
    )
    try:
        answer, is_new = burn.burn(own(request, key), asked)
    except burn.Refused as no:
        field = "reward" if given.reward is not None else "points"
        raise ApiError(409, "refused", sentence(no.word), field=field) from no
    except OtherRequest as problem:
        raise other_request() from problem
    return PointsSpent(
        spending=answer["spending"],
        points=answer["points"],
        off_minor=answer["off_minor"],
        currency=answer["currency"],
        grant=ids.public(answer["grant"]) if answer["grant"] is not None else None,
        is_new=is_new,
    )


@router.post(
    "/rewards/points/spending/{spending_id}/undoing",
    auth=Key("rewards.give"),
    response=answers(PointsUnspent, 404, 409, 422),
    summary="Undo a spending",
)
def undo(request: HttpRequest, spending_id: int, key: OnceKey) -> PointsUnspent:
    """What was got for it is withdrawn. 409 `not_undone`: that has been used, or it was undone before."""
    try:
        answer, is_new = burn.undo(
            own(request, key), bounded(spending_id), by=f"key:{key_of(request).pk}", at=clock.now()
        )
    except Movement.DoesNotExist as problem:
        raise not_found(_("Nothing was spent under the number {id}.").format(id=spending_id)) from problem
    except NotUndone as problem:
        told = _("It was undone already, or what was got for it has been used.")
        raise ApiError(409, "not_undone", told) from problem
    except OtherRequest as problem:
        raise other_request() from problem
    return PointsUnspent(spending=answer["spending"], points=answer["points"], is_new=is_new)
