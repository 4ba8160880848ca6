"""A campaign by several channels: what it says on each, how it chooses, and what came of it by each."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router
from ninja.responses import Status

from polku.act.campaigns.models import NATIVE, Campaign
from polku.act.campaigns.natives.foreseen import foreseen
from polku.act.campaigns.natives.set_up import add_native, remove_native
from polku.act.campaigns.natives.wordings import wordings
from polku.act.campaigns.trials.versions import versions
from polku.act.campaigns.write import change
from polku.doors.api.asked import member
from polku.doors.api.campaigns import not_planned, wanted
from polku.doors.api.errors import not_found
from polku.doors.api.forms.base import answers
from polku.doors.api.forms.natives import ComingOut, NativeIn, NativeOut, NativesOut, WayOut, WaysOut
from polku.doors.api.key import Key
from polku.doors.api.trials import says
from polku.kit import clock
from polku.learn.reports.ways import ways

router = Router(tags=["campaigns"])


@router.get(
    "/campaigns/{campaign_id}/natives",
    auth=Key("campaigns.see"),
    response=answers(NativesOut, 404, 422),
    summary="What it says on each channel and in each language",
)
def natives(request: HttpRequest, campaign_id: int) -> NativesOut:
    return _shown(wanted(campaign_id))


@router.post(
    "/campaigns/{campaign_id}/natives",
    auth=Key("campaigns.edit"),
    response=answers(NativesOut, 400, 404, 409, 413, 422, status=201),
    summary="Write a draft's message for one more channel or language",
)
def add(request: HttpRequest, campaign_id: int, given: NativeIn) -> Any:
    row = wanted(campaign_id)
    not_planned(row)
    version = next((one for one in versions(row) if one.number == given.variant), None)
    if version is None:
        raise not_found(_("There is no version {number}.").format(number=given.variant))
    channel = given.channel or version.channel
    with transaction.atomic():  # one that cannot be written is not there
        made = add_native(version, channel=channel, language=given.for_language, by=member(request))
        change(made, name=row.name, channel=channel, **says(given, made, channel), by=member(request))
    return Status(201, _shown(wanted(campaign_id)))


@router.delete(
    "/campaigns/{campaign_id}/natives/{number}",
    auth=Key("campaigns.edit"),
    response=answers(NativesOut, 404, 409, 422),
    summary="Take one back; those behind it move up",
)
def remove(request: HttpRequest, campaign_id: int, number: int) -> NativesOut:
    row = wanted(campaign_id)
    not_planned(row)
    found = next((one for one in wordings(row) if one.is_native and one.number == number), None)
    if found is None:
        raise not_found(_("There is no message {number} for a channel or language.").format(number=number))
    remove_native(found, by=member(request))
    return _shown(wanted(campaign_id))


@router.get(
    "/campaigns/{campaign_id}/channels",
    auth=Key("campaigns.see"),
    response=answers(WaysOut, 404, 422, 503),
    summary="How many would get it by each channel; once launched, what came of it by each",
)
def channels(request: HttpRequest, campaign_id: int) -> WaysOut:
    row = wanted(campaign_id)
    if row.launched is not None:
        told = [WayOut.model_validate(one, from_attributes=True) for one in ways(row)]
        return WaysOut(people=None, coming=[], nowhere=None, ways=told)
    seen = foreseen(row, now=clock.now())
    coming = [
        ComingOut(channel=one.channel, for_language=one.language, variant=one.number % NATIVE, people=count)
        for one, count in seen.wordings
    ]
    return WaysOut(people=seen.people, coming=coming, nowhere=seen.nowhere, ways=[])


def _shown(row: Campaign) -> NativesOut:
    told = [
        NativeOut(
            number=one.number,
            variant=one.number % NATIVE,
            channel=one.channel,
            for_language=one.language,
            subject=one.subject,
            body=one.body,
        )
        for one in wordings(row)
    ]
    return NativesOut(several=row.several, wordings=told)
