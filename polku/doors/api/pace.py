"""How fast a campaign goes: chosen before its launch or on the way."""

from django.http import HttpRequest
from ninja import Router

from polku.act.campaigns import pace as paces
from polku.act.campaigns.models import Campaign
from polku.doors.api.asked import member
from polku.doors.api.campaigns import wanted
from polku.doors.api.errors import ApiError
from polku.doors.api.forms.base import answers
from polku.doors.api.forms.pace import PaceIn, PaceOut
from polku.doors.api.key import Key
from polku.kit import clock

router = Router(tags=["campaigns"])
PACE = "/campaigns/{campaign_id}/pace"


@router.get(PACE, auth=Key("campaigns.see"), response=answers(PaceOut, 404, 422), summary="How fast it goes")
def pace(request: HttpRequest, campaign_id: int) -> PaceOut:
    return _shown(wanted(campaign_id))


@router.put(
    PACE,
    auth=Key("campaigns.launch"),
    response=answers(PaceOut, 400, 404, 413, 422),
    summary="Choose how fast it goes; what waits goes so from now on",
)
def choose(request: HttpRequest, campaign_id: int, given: PaceIn) -> PaceOut:
    row = wanted(campaign_id)
    try:
        paces.choose(row, given.unit, given.number, by=member(request), now=clock.now())
    except paces.WrongPace as problem:
        raise ApiError(422, "invalid", str(problem), field="number") from problem
    return _shown(row)


@router.delete(PACE, auth=Key("campaigns.launch"), response=answers(PaceOut, 404, 422), summary="As fast as it goes")
def hurry(request: HttpRequest, campaign_id: int) -> PaceOut:
    row = wanted(campaign_id)
    paces.choose(row, "", 0, by=member(request), now=clock.now())
    return _shown(row)


def _shown(row: Campaign) -> PaceOut:
    found = paces.pace_of(row)
    return PaceOut(
        unit=found.unit if found is not None else "",
        number=found.number if found is not None else 0,
        per_hour=paces.now_per_hour(row),
        through_at=paces.ends_at(row, paces.waiting(row), now=clock.now()),
    )
