"""Codes of partners for coupons."""

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router

from polku.act.rewards import programs
from polku.act.rewards.codes import partner
from polku.act.rewards.ledger.models import Program
from polku.doors.api.asked import bounded, member
from polku.doors.api.errors import ApiError, not_found
from polku.doors.api.forms.base import answers
from polku.doors.api.forms.reward_reports import CodesIn, CodesOut, CodesStock
from polku.doors.api.key import Key
from polku.kit import clock
from polku.know.teams import trail

router = Router(tags=["rewards"])
PATH = "/rewards/programs/{program_id}/codes"


@router.get(PATH, auth=Key("rewards.see"), response=answers(CodesStock, 404, 422), summary="How many codes are left")
def left(request: HttpRequest, program_id: int) -> CodesStock:
    found = partner.stock(_wanted(program_id).pk)
    return CodesStock(total=found.total, free=found.free, is_low=found.is_low)


@router.post(
    PATH,
    auth=Key("rewards.edit"),
    response=answers(CodesOut, 400, 404, 409, 413, 422),
    summary="Bring in a partner's codes",
)
def bring_in(request: HttpRequest, program_id: int, given: CodesIn) -> CodesOut:
    """Each is given to one person, once, in the order in which they came. What is there already changes nothing."""
    row = _wanted(program_id)
    if row.kind != Program.Kind.COUPON or programs.latest(row).terms.get("code") != "imported":
        raise ApiError(409, "no_codes", _("This program gives out no codes of a partner."), field="program_id")
    made = partner.bring_in(row.pk, given.codes, now_ms=clock.now_ms())
    trail.note(member(request), "program.codes_added", subject=f"program:{row.pk}", after={"codes": made.new})
    return CodesOut(new=made.new, twice=made.twice, known=made.known, blank=made.blank, wrong=made.wrong)


def _wanted(number: int) -> Program:
    row = Program.objects.filter(pk=bounded(number)).first()
    if row is None:
        raise not_found(_("There is no program {id}.").format(id=number))
    return row
