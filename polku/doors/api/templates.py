"""MessageTemplates of messages, and folders."""

from typing import Annotated, Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router
from ninja.responses import Status

from polku.act.campaigns import write
from polku.act.campaigns.launch import chat_of, mail_of
from polku.act.campaigns.models import Campaign
from polku.act.campaigns.templates import keep
from polku.act.campaigns.templates.models import MessageTemplate
from polku.doors.api.asked import bounded, member
from polku.doors.api.campaign_blocks import blocks_kept
from polku.doors.api.campaigns import audience_given, shown
from polku.doors.api.errors import ApiError, not_found
from polku.doors.api.forms.base import answers
from polku.doors.api.forms.campaigns import CampaignOut
from polku.doors.api.forms.templates import (
    FoldersOut,
    FromTemplateIn,
    MessageTemplateOut,
    MessageTemplates,
    TemplateIn,
    TemplatePatch,
)
from polku.doors.api.key import Key

router = Router(tags=["campaigns"])
TEMPLATES, ONE = "/templates", "/templates/{template_id}"
Part = Annotated[str, Query(max_length=200, description="A part of the name")]
Folder = Annotated[str, Query(max_length=80, description="Of this folder alone")]


@router.get(
    TEMPLATES, auth=Key("campaigns.see"), response=answers(MessageTemplates, 422), summary="Messages to begin with"
)
def templates(request: HttpRequest, query: Part = "", folder: Folder = "") -> MessageTemplates:
    found = keep.templates(query=query.replace("\0", ""), folder=folder.replace("\0", ""))
    return MessageTemplates(templates=[_shown(row) for row in found])


@router.post(
    TEMPLATES,
    auth=Key("campaigns.edit"),
    response=answers(MessageTemplateOut, 400, 413, 422, status=201),
    summary="Keep what a campaign says as a template",
)
def make(request: HttpRequest, given: TemplateIn) -> Any:
    campaign = Campaign.objects.filter(pk=bounded(given.campaign)).first()
    if campaign is None:
        raise ApiError(422, "invalid", _("There is no campaign {id}.").format(id=given.campaign), field="campaign")
    try:
        made = keep.make(campaign, given.name, folder=given.folder, by=member(request))
    except keep.TemplateError as problem:
        raise ApiError(422, "invalid", str(problem), field="name") from problem
    return Status(201, _shown(made))


@router.get(ONE, auth=Key("campaigns.see"), response=answers(MessageTemplateOut, 404, 422), summary="One template")
def template(request: HttpRequest, template_id: int) -> MessageTemplateOut:
    return _shown(_wanted(template_id))


@router.patch(
    ONE,
    auth=Key("campaigns.edit"),
    response=answers(MessageTemplateOut, 400, 404, 413, 422),
    summary="Name it, or put it into a folder",
)
def rename(request: HttpRequest, template_id: int, given: TemplatePatch) -> MessageTemplateOut:
    row = _wanted(template_id)
    folder = row.folder if given.folder is None else given.folder
    try:
        keep.rename(row, given.name or row.name, folder=folder, by=member(request))
    except keep.TemplateError as problem:
        raise ApiError(422, "invalid", str(problem), field="name") from problem
    return _shown(row)


@router.delete(
    ONE,
    auth=Key("campaigns.edit"),
    response=answers(None, 404, 422, status=204),
    summary="Remove it; it can be had back, and campaigns begun with it stay",
)
def remove(request: HttpRequest, template_id: int) -> Any:
    keep.remove(_wanted(template_id, is_removed=None), by=member(request))
    return Status(204, None)


@router.post(
    f"{ONE}/restoration",
    auth=Key("campaigns.edit"),
    response=answers(MessageTemplateOut, 404, 422),
    summary="Have a removed one back",
)
def restore(request: HttpRequest, template_id: int) -> MessageTemplateOut:
    row = _wanted(template_id, is_removed=None)
    keep.restore(row, by=member(request))
    return _shown(row)


@router.post(
    f"{ONE}/campaigns",
    auth=Key("campaigns.edit"),
    response=answers(CampaignOut, 400, 404, 413, 422, status=201),
    summary="Begin a campaign with it: a draft of its own",
)
def begin(request: HttpRequest, template_id: int, given: FromTemplateIn) -> Any:
    begun = keep.begun(_wanted(template_id))
    made = write.create(
        given.name or begun.name,
        channel=begun.channel,
        subject=begun.subject,
        body=begun.body,
        mail=mail_of(begun) or chat_of(begun),
        **audience_given(given.audience),
        folder=given.folder,
        by=member(request),
    )
    return Status(201, shown(made))


@router.get("/folders", auth=Key("campaigns.see"), response=answers(FoldersOut), summary="Folders that there are")
def folders(request: HttpRequest) -> FoldersOut:
    return FoldersOut(campaigns=list(keep.campaign_folders()), templates=list(keep.folders()))


def _wanted(number: int, *, is_removed: bool | None = False) -> MessageTemplate:
    """`is_removed`: None for one or the other."""
    among = MessageTemplate.objects.filter(pk=bounded(number))
    found = (among if is_removed is None else among.filter(removed_at__isnull=not is_removed)).first()
    if found is None:
        raise not_found(_("There is no template {id}.").format(id=number))
    return found


def _shown(row: MessageTemplate) -> MessageTemplateOut:
    return MessageTemplateOut(
        id=row.pk,
        name=row.name,
        folder=row.folder,
        channel=row.channel,
        subject=row.subject,
        body=row.body,
        blocks=blocks_kept(keep.begun(row))["blocks"],
        made_at=row.made_at,
    )
