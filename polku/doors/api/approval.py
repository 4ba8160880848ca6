"""Requests for approval: looked at and taken back. Saying yes takes a person who is signed in: no key does."""

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router

from polku.act.campaigns.approval.find import last_of, waiting_of
from polku.act.campaigns.approval.models import Approval
from polku.act.campaigns.models import Campaign
from polku.act.plan.approve import take_back
from polku.doors.api.asked import bounded, member
from polku.doors.api.errors import ApiError, not_found
from polku.doors.api.forms.approval import ApprovalOut
from polku.doors.api.forms.base import answers
from polku.doors.api.key import Key
from polku.kit import clock

router = Router(tags=["campaigns"])
APPROVAL = "/campaigns/{campaign_id}/approval"


@router.get(
    APPROVAL,
    auth=Key("campaigns.see"),
    response=answers(ApprovalOut, 404, 422),
    summary="The last request for its approval, and what became of it",
)
def approval(request: HttpRequest, campaign_id: int) -> ApprovalOut:
    row = last_of(_campaign(campaign_id))
    if row is None:
        raise not_found(_("Nobody has asked for approval of campaign {id}.").format(id=campaign_id))
    return shown(row)


@router.delete(
    APPROVAL,
    auth=Key("campaigns.launch"),
    response=answers(ApprovalOut, 404, 409, 422),
    summary="Take the request back: a draft again",
)
def take_it_back(request: HttpRequest, campaign_id: int) -> ApprovalOut:
    row = waiting_of(_campaign(campaign_id))
    if row is None:
        raise ApiError(409, "conflict", _("It does not wait for approval."))
    take_back(row, by=member(request), now=clock.now())
    return shown(row)


def shown(row: Approval) -> ApprovalOut:
    return ApprovalOut(
        campaign=row.campaign_id,
        state=row.state,
        why=row.why,
        people=row.count,
        above=row.above,
        how=row.how,
        asked_at=row.asked_at,
        asked_by=str(row.asked_by or ""),
        over_at=row.over_at,
        over_by=str(row.over_by or ""),
        word=row.word,
    )


def _campaign(number: int) -> Campaign:
    found = Campaign.objects.select_related("launch", "segment").filter(pk=bounded(number)).first()
    if found is None:
        raise not_found(_("There is no campaign {id}.").format(id=number))
    return found
