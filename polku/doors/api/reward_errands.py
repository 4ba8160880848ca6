"""What became of giving to a segment; taking back what is open, of one person or of all."""

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router

from polku.act.rewards.errands import ask
from polku.act.rewards.errands.models import Errand
from polku.act.rewards.ledger.end import withdraw
from polku.act.rewards.ledger.models import Lot, Program
from polku.doors.api.asked import bounded, key_of, member
from polku.doors.api.errors import not_found
from polku.doors.api.forms.base import answers
from polku.doors.api.forms.reward_errands import GivingOut, GrantWithdrawn, ProgramWithdrawal, WithdrawalIn
from polku.doors.api.key import Key
from polku.kit import clock, ids
from polku.know.teams import trail

router = Router(tags=["rewards"])


@router.get(
    "/rewards/givings/{giving_id}",
    auth=Key("rewards.see"),
    response=answers(GivingOut, 404, 422),
    summary="How far giving to a segment has come",
)
def giving(request: HttpRequest, giving_id: int) -> GivingOut:
    row = Errand.objects.filter(pk=bounded(giving_id), what=Errand.What.GIVE).first()
    if row is None:
        raise not_found(_("There is no giving {id}.").format(id=giving_id))
    return GivingOut(
        id=row.pk,
        program=row.program_id,
        found=row.found,
        done=row.done,
        granted=row.got,
        ended_at=row.ended_at,
        is_stopped=row.is_stopped,
    )


@router.post(
    "/rewards/grants/{grant_id}/withdrawal",
    auth=Key("rewards.give"),
    response=answers(GrantWithdrawn, 400, 404, 413, 422),
    summary="Take back what is left of a grant",
)
def one(request: HttpRequest, grant_id: str, given: WithdrawalIn) -> GrantWithdrawn:
    """`grant_id`: of a coupon, its `id` in the wallet. Twice is no more than once."""
    lot = Lot.objects.filter(pk=ids.number(grant_id) or 0).first()
    if lot is None:
        raise not_found(_("There is no grant {id}.").format(id=grant_id))
    key = key_of(request)
    gone = withdraw([lot.pk], cause="withdrawn", by=f"key:{key.pk}", now_ms=clock.now_ms())
    if gone:
        after = {"people": 1, "reason": given.reason}
        trail.note(member(request), "program.withdrawn", subject=f"program:{lot.program_id}", after=after)
    return GrantWithdrawn(withdrawn=gone > 0)


@router.post(
    "/rewards/programs/{program_id}/withdrawal",
    auth=Key("rewards.give"),
    response=answers(ProgramWithdrawal, 400, 404, 413, 422),
    summary="Take back all that is open of a program",
)
def all_open(request: HttpRequest, program_id: int, given: WithdrawalIn) -> ProgramWithdrawal:
    program = Program.objects.filter(pk=bounded(program_id)).first()
    if program is None:
        raise not_found(_("There is no program {id}.").format(id=program_id))
    still = Lot.objects.filter(program_id=program.pk, left__gt=0).count()
    by = f"key:{key_of(request).pk}"
    ask.withdraw(program, {"everybody": True}, given.reason, by=by, member=member(request))
    return ProgramWithdrawal(open=still)
