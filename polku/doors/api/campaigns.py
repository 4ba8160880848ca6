"""Campaigns: written, launched, watched."""

from typing import Annotated, Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router
from ninja.responses import Status

from polku.act.campaigns import steer, write
from polku.act.campaigns.approval.models import Approval
from polku.act.campaigns.audience import held_out
from polku.act.campaigns.launch import chat_of, mail_of
from polku.act.campaigns.models import Campaign
from polku.act.campaigns.natives.set_up import choose
from polku.act.campaigns.natives.several import Several
from polku.act.campaigns.priority import NAMES, name_of
from polku.act.campaigns.progress import progress, state_of
from polku.act.plan import schedule, send
from polku.act.plan.states import coming_of
from polku.doors.api import approval
from polku.doors.api.asked import LARGEST_NUMBER, bounded, key_of, member
from polku.doors.api.campaign_blocks import blocks_given, blocks_kept
from polku.doors.api.errors import ApiError, not_found
from polku.doors.api.forms.approval import ApprovalOut
from polku.doors.api.forms.asked import Limit, Number
from polku.doors.api.forms.audience import Audience
from polku.doors.api.forms.base import answers
from polku.doors.api.forms.campaign_in import CampaignIn, CampaignPatch
from polku.doors.api.forms.campaigns import CampaignLine, CampaignOut, Campaigns
from polku.doors.api.forms.outcome import AmountOut, OrdersAfterOut, ProgressOut
from polku.doors.api.key import Key
from polku.kit import clock
from polku.know.segments.models import Segment
from polku.learn.reports.campaign import DAYS, orders_after

router = Router(tags=["campaigns"])
Folder = Annotated[str, Query(max_length=80, description="Of this folder alone")]


@router.get(
    "/campaigns", auth=Key("campaigns.see"), response=answers(Campaigns, 422), summary="List campaigns, newest first"
)
def campaigns(request: HttpRequest, limit: Limit = 50, cursor: Number | None = None, folder: Folder = "") -> Campaigns:
    among = Campaign.objects.select_related("launch").order_by("-pk")
    among = among.filter(folder=folder.replace("\0", "")) if folder else among
    if cursor is not None:
        among = among.filter(pk__lt=min(cursor, LARGEST_NUMBER))
    rows = list(among[: limit + 1])
    more = str(rows[limit - 1].pk) if len(rows) > limit else None
    return Campaigns(campaigns=[CampaignLine(**_line(row)) for row in rows[:limit]], next_cursor=more)


@router.post(
    "/campaigns",
    auth=Key("campaigns.edit"),
    response=answers(CampaignOut, 400, 413, 422, status=201),
    summary="Write a campaign: a draft, until it is launched",
)
def create(request: HttpRequest, given: CampaignIn) -> Any:
    campaign = write.create(
        given.name,
        channel=given.channel,
        subject=given.subject,
        body=given.body,
        mail=blocks_given(given),
        **audience_given(given.audience),
        exclusion=given.exclusion,
        holdout_percent=given.holdout_percent,
        purpose=given.purpose,
        topic=given.topic,
        link_tags=given.link_tags.said() if given.link_tags is not None else None,
        folder=given.folder.strip(),
        priority=NAMES[given.priority],
        gives=given.gives,
        by=member(request),
    )
    return Status(201, shown(campaign))


@router.patch(
    "/campaigns/{campaign_id}",
    auth=Key("campaigns.edit"),
    response=answers(CampaignOut, 400, 404, 409, 413, 422),
    summary="Change to whom a draft goes; what it says stays",
)
def edit(request: HttpRequest, campaign_id: int, given: CampaignPatch) -> CampaignOut:
    row = wanted(campaign_id)
    not_planned(row)
    whom = audience_given(given.audience) if given.audience else {"rule": row.rule, "segment": row.segment}
    if "exclusion" in given.model_fields_set:
        whom["exclusion"] = given.exclusion
    if "gives" in given.model_fields_set:
        whom["gives"] = given.gives
    if "link_tags" in given.model_fields_set:
        whom["link_tags"] = given.link_tags.said() if given.link_tags is not None else None
    write.change(
        row,
        name=given.name or row.name,
        channel=row.channel,
        subject=row.subject,
        body=row.body,
        mail=mail_of(row) or chat_of(row),
        **whom,
        holdout_percent=given.holdout_percent,
        purpose=given.purpose,
        topic=given.topic,
        folder=given.folder.strip() if given.folder is not None else None,
        priority=NAMES[given.priority] if given.priority is not None else None,
        by=member(request),
    )
    if "several" in given.model_fields_set:
        choose(wanted(campaign_id), _several(given), by=member(request))
    return shown(wanted(campaign_id))


@router.get(
    "/campaigns/{campaign_id}",
    auth=Key("campaigns.see"),
    response=answers(CampaignOut, 404, 422),
    summary="One campaign, and what came of it",
)
def campaign(request: HttpRequest, campaign_id: int) -> CampaignOut:
    return shown(wanted(campaign_id))


@router.post(
    "/campaigns/{campaign_id}/launch",
    auth=Key("campaigns.launch"),
    response=answers(CampaignOut, 404, 409, 422, accepted=ApprovalOut),
    summary="Send it off; a second time does nothing. 202: it waits for approval",
)
def launch_it(request: HttpRequest, campaign_id: int) -> Any:
    found = wanted(campaign_id)
    not_planned(found)
    made = send.at_once(found, by=member(request), key=key_of(request), now=clock.now())
    if isinstance(made, Approval):
        return Status(202, approval.shown(made))
    return shown(wanted(campaign_id))


def not_planned(row: Campaign) -> None:
    if row.launched is None and (schedule.plan_of(row) or schedule.series_of(row)):
        raise ApiError(409, "conflict", _("It is planned, or goes again and again: take that back first."))


@router.post(
    "/campaigns/{campaign_id}/pause",
    auth=Key("campaigns.launch"),
    response=answers(CampaignOut, 404, 422),
    summary="Let nothing more of it leave until it goes on; a second time does nothing",
)
def pause_it(request: HttpRequest, campaign_id: int) -> CampaignOut:
    steer.pause(wanted(campaign_id), by=member(request), now=clock.now())
    return shown(wanted(campaign_id))


@router.post(
    "/campaigns/{campaign_id}/resumption",
    auth=Key("campaigns.launch"),
    response=answers(CampaignOut, 404, 422),
    summary="Let a paused one go on where it was; else nothing",
)
def resume_it(request: HttpRequest, campaign_id: int) -> CampaignOut:
    steer.resume(wanted(campaign_id), by=member(request))
    return shown(wanted(campaign_id))


@router.post(
    "/campaigns/{campaign_id}/stop",
    auth=Key("campaigns.launch"),
    response=answers(CampaignOut, 404, 422),
    summary="Stop it for good: who has not got it gets it no more",
)
def stop_it(request: HttpRequest, campaign_id: int) -> CampaignOut:
    steer.stop(wanted(campaign_id), by=member(request), now=clock.now())
    return shown(wanted(campaign_id))


def _several(given: CampaignPatch) -> Several | None:
    return Several(**given.several.model_dump()) if given.several is not None else None


def _state_to_come(row: Campaign) -> str:
    coming = coming_of([row]).get(row.pk)
    return "draft" if coming is None else "approval" if coming.state == "approval" else "planned"


def wanted(number: int) -> Campaign:
    found = Campaign.objects.select_related("launch", "segment").filter(pk=bounded(number)).first()
    if found is None:
        raise not_found(_("There is no campaign {id}.").format(id=number))
    return found


def audience_given(given: Audience) -> dict[str, Any]:
    """A rule or a segment. Raises ApiError."""
    if (given.rule is None) == (given.segment is None):
        raise ApiError(422, "invalid", _("The audience is either a rule or a segment."), field="audience")
    return {"rule": given.rule, "segment": _segment(given.segment) if given.segment is not None else None}


def _segment(number: int) -> Segment:
    found = Segment.objects.filter(pk=bounded(number)).first()
    if found is None:
        raise ApiError(422, "invalid", _("There is no segment {id}.").format(id=number), field="audience.segment")
    return found


def _line(row: Campaign) -> dict[str, Any]:
    launched = row.launched
    return {
        "id": row.pk,
        "name": row.name,
        "channel": row.channel,
        "subject": row.subject,
        "body": row.body,
        **blocks_kept(row),
        "audience": {"segment": row.segment_id} if row.segment_id is not None else {"rule": row.rule},
        "exclusion": row.exclusion,
        "holdout_percent": row.holdout_percent,
        "purpose": row.purpose,
        "topic": row.topic,
        "link_tags": row.link_tags,
        "folder": row.folder,
        "priority": name_of(row),
        "gives": row.gives,
        "several": row.several,
        "created_at": row.created_at,
        "launched_at": launched.at if launched is not None else None,
    }


def shown(row: Campaign) -> CampaignOut:
    launched = row.launched
    done = progress(row)
    after = orders_after(row, days=DAYS)
    return CampaignOut(
        **_line(row),
        state=_state_to_come(row) if launched is None else state_of(row, done=done),
        stopped_at=launched.stopped_at if launched is not None else None,
        trouble=launched.trouble if launched is not None else "",
        audience_size=launched.audience if launched is not None else None,
        held_out=held_out(row),
        progress=ProgressOut.model_validate(done, from_attributes=True),
        orders_after_7_days=OrdersAfterOut(
            reached=after.reached,
            people=after.people,
            orders=after.orders,
            revenue=after.in_team_currency.major,
            currency=after.currency,
            by_currency=[
                AmountOut(currency=one.currency, revenue=one.major, orders=one.orders) for one in after.revenue
            ],
            rule=after.rule,
        ),
    )
