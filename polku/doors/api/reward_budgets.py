"""Budgets of programs of rewards."""

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router

from polku.act.rewards.budgets.choose import BadBudget, choose
from polku.act.rewards.budgets.cost import costs, liability
from polku.act.rewards.budgets.forecast import forecast
from polku.act.rewards.ledger.models import Program
from polku.doors.api.asked import bounded, member
from polku.doors.api.errors import ApiError, not_found
from polku.doors.api.forms.base import answers
from polku.doors.api.forms.reward_reports import BudgetIn, BudgetOut
from polku.doors.api.key import Key, must_have
from polku.kit import clock

router = Router(tags=["rewards"])
PATH = "/rewards/programs/{program_id}/budget"


@router.get(PATH, auth=Key("rewards.see"), response=answers(BudgetOut, 404, 422), summary="What a program may cost")
def of_program(request: HttpRequest, program_id: int) -> BudgetOut:
    """With what it has cost, what is open, and what of it will probably be used."""
    return _shown(_wanted(program_id))


@router.put(
    PATH, auth=Key("rewards.edit"), response=answers(BudgetOut, 400, 404, 413, 422), summary="Set a program's budget"
)
def put(request: HttpRequest, program_id: int, given: BudgetIn) -> BudgetOut:
    """When it is spent the program is paused by itself; what people have they can use.

    Of what has begun it takes `rewards.give`.
    """
    row, counts_open = _wanted(program_id), given.is_open_counted
    if row.state != Program.State.DRAFT:
        must_have(request, "rewards.give")
    try:
        row = choose(row, given.budget_minor, counts_open=counts_open, by=member(request), now=clock.now())
    except BadBudget as problem:
        raise ApiError(422, "invalid", str(problem), field="budget_minor") from problem
    return _shown(row)


def _shown(row: Program) -> BudgetOut:
    now_ms = clock.now_ms()
    coming = forecast(row, now_ms=now_ms)
    return BudgetOut(
        budget_minor=row.budget_minor,
        is_open_counted=row.is_open_counted,
        currency=row.currency,
        cost_minor=costs([row.pk]).get(row.pk, 0),
        liability_minor=liability(row, now_ms=now_ms),
        open=coming.open,
        expected=round(coming.expected, 1),
    )


def _wanted(number: int) -> Program:
    row = Program.objects.filter(pk=bounded(number)).first()
    if row is None:
        raise not_found(_("There is no program {id}.").format(id=number))
    return row
