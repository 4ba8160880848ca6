"""Priorities: what a campaign would give way to."""

from django.http import HttpRequest
from ninja import Router

from polku.act.plan.schedule import plan_of
from polku.act.plan.way.ahead import estimates
from polku.doors.api.campaigns import wanted
from polku.doors.api.forms.base import answers
from polku.doors.api.forms.way import FirstOut, FirstsOut
from polku.doors.api.key import Key
from polku.kit import clock

router = Router(tags=["campaigns"])


@router.get(
    "/campaigns/{campaign_id}/gives-way",
    auth=Key("campaigns.see"),
    response=answers(FirstsOut, 404, 422),
    summary="Which campaigns of higher priority it gives way to, and for how many people: now, or when it is planned",
)
def gives_way(request: HttpRequest, campaign_id: int) -> FirstsOut:
    row, now = wanted(campaign_id), clock.now()
    planned = plan_of(row)
    found = estimates(row, at=planned.at if planned is not None else None, now=now) if row.launched is None else []
    return FirstsOut(
        gives_way_to=[
            FirstOut(
                campaign_id=one.coming.campaign.pk, name=one.coming.campaign.name, at=one.coming.at, people=one.people
            )
            for one in found
        ]
    )
