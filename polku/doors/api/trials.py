"""Versions of a campaign's message: written, tried, and one of them chosen."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router
from ninja.responses import Status

from polku.act.campaigns.launch import chat_of, mail_of
from polku.act.campaigns.models import Campaign
from polku.act.campaigns.trials.decide import NotOnTrial, decide
from polku.act.campaigns.trials.models import Trial
from polku.act.campaigns.trials.set_up import add_variant, choose, remove_variant
from polku.act.campaigns.trials.versions import choices, trial_of, versions
from polku.act.campaigns.write import change
from polku.doors.api.asked import member
from polku.doors.api.campaign_blocks import blocks_given
from polku.doors.api.campaigns import not_planned, wanted
from polku.doors.api.errors import ApiError, not_found
from polku.doors.api.forms.base import answers
from polku.doors.api.forms.campaign_in import CampaignIn
from polku.doors.api.forms.trial import TrialIn, TrialOut, VariantIn, VersionOut, WinnerIn
from polku.doors.api.key import Key
from polku.kit import clock
from polku.learn.reports.variants import Variant, Variants, variants

router = Router(tags=["campaigns"])


@router.get(
    "/campaigns/{campaign_id}/trial",
    auth=Key("campaigns.see"),
    response=answers(TrialOut, 404, 422, 503),
    summary="The versions of its message, and what came of each",
)
def trial(request: HttpRequest, campaign_id: int) -> TrialOut:
    return _shown(wanted(campaign_id))


@router.post(
    "/campaigns/{campaign_id}/variants",
    auth=Key("campaigns.edit"),
    response=answers(TrialOut, 400, 404, 409, 413, 422, status=201),
    summary="Write one more version of a draft's message",
)
def add(request: HttpRequest, campaign_id: int, given: VariantIn) -> Any:
    row = wanted(campaign_id)
    not_planned(row)
    channel = given.channel or row.channel
    with transaction.atomic():  # one that cannot be written is not there
        made = add_variant(row, by=member(request), later_h=given.later_h)
        change(made, name=row.name, channel=channel, **says(given, made, channel), by=member(request))
    return Status(201, _shown(row))


@router.delete(
    "/campaigns/{campaign_id}/variants/{number}",
    auth=Key("campaigns.edit"),
    response=answers(TrialOut, 404, 409, 422),
    summary="Take a version back; those behind it move up",
)
def remove(request: HttpRequest, campaign_id: int, number: int) -> Any:
    row = wanted(campaign_id)
    not_planned(row)
    found = next((one for one in versions(row)[1:] if one.number == number), None)
    if found is None:
        raise not_found(_("There is no version {number}.").format(number=number))
    remove_variant(found, by=member(request))
    return _without(row) if trial_of(row) is None else _shown(row)


@router.put(
    "/campaigns/{campaign_id}/trial",
    auth=Key("campaigns.edit"),
    response=answers(TrialOut, 400, 404, 409, 422),
    summary="Say how versions are tried",
)
def set_up(request: HttpRequest, campaign_id: int, given: TrialIn) -> TrialOut:
    row = wanted(campaign_id)
    not_planned(row)
    choose(row, by=member(request), **{name: value for name, value in given.model_dump().items() if value is not None})
    return _shown(row)


@router.post(
    "/campaigns/{campaign_id}/trial/winner",
    auth=Key("campaigns.launch"),
    response=answers(TrialOut, 400, 404, 409, 422, 503),
    summary="Choose which version the rest gets, now",
)
def winner(request: HttpRequest, campaign_id: int, given: WinnerIn) -> TrialOut:
    row = wanted(campaign_id)
    try:
        decide(row, given.number, why=Trial.Why.CHOSEN, by=member(request), now=clock.now())
    except NotOnTrial:
        raise ApiError(409, "conflict", _("It has been decided already, or there is nothing to choose.")) from None
    return _shown(row)


def says(given: VariantIn, made: Campaign, channel: str) -> dict[str, Any]:
    """What is given, and for the rest what the campaign says, where that fits the channel."""
    subject = made.subject if given.subject is None else given.subject
    body = made.body if given.body is None else given.body
    if given.blocks is None and given.body is None and channel == made.channel:
        return {"subject": subject, "body": body, "mail": mail_of(made) or chat_of(made)}
    same = {name for name in VariantIn.model_fields if name in CampaignIn.model_fields}
    whole = CampaignIn.model_validate(
        given.model_dump(include=same, exclude={"channel", "subject", "body"})
        | {"name": made.name, "channel": channel, "subject": subject, "body": body, "audience": {"rule": {"all": []}}}
    )
    return {"subject": subject, "body": body, "mail": blocks_given(whole)}


def _shown(row: Campaign) -> TrialOut:
    found = trial_of(row)
    if found is None:
        raise not_found(_("Nothing is tried with this campaign: it has one message."))
    return _out(row, found, variants(row))


def _without(row: Campaign) -> TrialOut:
    """After the last version was taken back."""
    return _out(row, Trial(campaign=row), None)


def _out(row: Campaign, trial: Trial, seen: Variants | None) -> TrialOut:
    counted = {one.number: one for one in seen.rows} if seen is not None else {}
    barred = seen.barred if seen is not None else ()
    return TrialOut(
        **choices(trial),
        versions=[_version(one, counted.get(one.number), is_barred=one.number in barred) for one in versions(row)],
        rest=seen.rest if seen is not None else None,
        ends_at=seen.ends_at if seen is not None else None,
        clear=seen.clear if seen is not None else None,
        sizes_p=seen.sizes.p if seen is not None and seen.sizes is not None else None,
        decided_at=trial.decided_at,
        winner=trial.winner,
        why=trial.why,
    )


def _version(one: Campaign, counted: Variant | None, *, is_barred: bool) -> VersionOut:
    low, high = (counted.interval if counted is not None else None) or (None, None)
    return VersionOut(
        number=one.number,
        letter=one.letter,
        channel=one.channel,
        subject=one.subject,
        body=one.body,
        later_h=one.later_h,
        people=counted.people if counted is not None else None,
        reached=counted.reached if counted is not None else None,
        share=counted.share if counted is not None else None,
        share_low=low,
        share_high=high,
        left=counted.left if counted is not None else None,
        is_barred=is_barred,
    )
