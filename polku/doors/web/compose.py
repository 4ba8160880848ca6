"""Writing a campaign: to whom, by which channel, and what it says."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from polku.act.campaigns import gives
from polku.act.campaigns.approval.find import waiting_of
from polku.act.campaigns.launch import chat_of, mail_of
from polku.act.campaigns.models import NATIVE, Campaign
from polku.act.campaigns.problems import NotReady, content_of
from polku.act.campaigns.templates.keep import campaign_folders
from polku.act.campaigns.whom import without
from polku.act.plan.schedule import is_fixed
from polku.doors.web import tagging, way
from polku.doors.web.approval.waiting import sent_back
from polku.doors.web.asked import Asked
from polku.doors.web.audience import BoughtForm, audience, reached
from polku.doors.web.chat.compose import composed
from polku.doors.web.chat.edit import Editing as ChatEditing
from polku.doors.web.chat.edit import editing as chat_editing
from polku.doors.web.chat.items import Given as ChatGiven
from polku.doors.web.chat.trying import trying
from polku.doors.web.composing import (
    CampaignForm,
    chosen,
    example,
    folder_of,
    has_audience,
    keep,
    own_rule,
    rule_of_form,
    stored,
    whom_of,
)
from polku.doors.web.mail import show
from polku.doors.web.mail.edit import Editing, editing
from polku.doors.web.mail.items import Given
from polku.doors.web.mail.preview import mail_preview
from polku.doors.web.mail.try_out import try_out
from polku.doors.web.message_templates import begun
from polku.doors.web.paging import whole_number
from polku.doors.web.plan.skipped import skipped
from polku.doors.web.policy import shows_pictures
from polku.doors.web.preview import preview, reading
from polku.doors.web.taken_off import how_many, taken_off
from polku.doors.web.to_the_builder import to_the_builder
from polku.doors.web.waiting import waiting
from polku.doors.web.widgets.amounts import number
from polku.doors.web.wordings import tabs
from polku.doors.web.wordings.acts import went
from polku.doors.web.written.looks import LOOKS_BESIDE
from polku.know.people.consent.purposes import MARKETING, carried
from polku.know.people.consent.topics import topics
from polku.know.segments.segments import current_segments
from polku.know.segments.words import in_words
from polku.say.channels.registry import channels
from polku.say.content.blocks.examples import examples
from polku.say.content.fields import fields
from polku.say.content.problem import Problem

# What only looks: nothing is kept.
LOOKS = LOOKS_BESIDE | {"do", "channel_to", "conditions"}


@require_http_methods(["GET", "HEAD", "POST"])
def compose(request: Asked, campaign_id: int | None = None) -> HttpResponse:
    row = get_object_or_404(Campaign.every.select_related("variant_of"), pk=campaign_id) if campaign_id else None
    whole = row.whole if row is not None else None  # to whose audience it goes
    if whole is not None and (whole.launched is not None or is_fixed(whole)):
        return redirect("campaign", whole.pk)
    sent = request.POST if request.method == "POST" else _waited(request)
    begins = row or begun(request.GET.get("template"))
    data: dict[str, Any] = stored(begins) if sent is None else sent.dict()
    data |= chosen(request.GET.get("segment", "")) if request.method != "POST" else {}
    if whole is not row:
        data |= whom_of(whole)
    data = tagging.stored(whole) | data
    data["channel"] = row.channel if row is not None and row.is_native else _channel(data)
    if "channel_to" in data:
        data["body"] = data.get("body") or example()
    is_kept = request.method == "POST" and not LOOKS.intersection(request.POST)
    form = CampaignForm(data if is_kept else None, initial=data)
    bought = BoughtForm({name: data.get(name) for name in ("least", "days")})
    takes = LOOKS_BESIDE.isdisjoint(request.POST)
    content = content_of(data["channel"])
    came: dict[str, Any] = {"pictures": request.FILES, "by": request.user, "takes_pictures": takes}
    if content == "chat":
        written: Editing | ChatEditing = chat_editing(sent, chat_of(begins) if begins else None, **came)
    else:
        written = editing(sent, mail_of(begins) if begins else None, **came)
    data["subject"] = data.get("subject", "") if written.subject is None else written.subject
    faults = list(written.faults)
    off = taken_off(sent if whole is row else None, whole)
    data["holdout"] = off.percent
    asked = rule_of_form(data, bought, whole)
    rule = without(asked, off.exclusion)
    if "conditions" in request.POST:
        return to_the_builder(request, written.given, row, asked)
    if is_kept and form.is_valid() and has_audience(form, bought, whole) and not faults:
        try:
            more = {"exclusion": off.exclusion} | (
                {"link_tags": tagging.said_of(data), "folder": folder_of(data), "priority": way.priority_of(data)}
                | {"gives": whole_number(data.get("gives"))}
                if whole is row
                else {}
            )
            row = keep(row, form, bought, written.given, more=more, by=request.user)
        except NotReady as wrong:
            faults = list(wrong.problems)
        else:
            if "tab_add" not in request.POST:
                messages.success(request, _("The campaign is saved."))
            return went(request, row) or redirect(_next(request, row), _of(row, request).pk)
    if is_kept:
        messages.error(request, _not_saved(faults))
    found = audience(rule) if rule is not None else None
    found_by = (data["channel"], str(data.get("purpose") or MARKETING))
    as_id, currency = data.get("as") or request.GET.get("as") or data.get("reader") or "", request.team.currency
    whom: dict[str, Any] = {"as_id": as_id, "query": data.get("as_query", ""), "currency": currency, "rule": rule}
    whom["among"] = found.people if found else ()
    channel = next(one for one in channels() if one.name == data["channel"])
    given: dict[str, Any] = {
        "campaign": row, "form": form, "bought": bought, "data": data, "found": found,
        "own": in_words(own) if (own := own_rule(whole)) is not None else "",
        "segments": current_segments(), "purposes": carried(), "topics": topics(),
        "channels": channels(), "content": content, "in_blocks": content != "text", "merge_fields": fields(),
        "reached": reached(rule, *found_by) if found and found.count else None,
        "off": off, "taken_off": how_many(asked, off.exclusion, found.count or 0) if found else 0,
        "channel": channel,
        "is_unsaved": sent is not None, "offers_conditions": True,
        "skipped": skipped(row), "sent_back": sent_back(whole), "waits": waiting_of(whole) if whole else None,
        "folders": campaign_folders(), **way.choice(data),
        "given_choices": gives.choices(), "gives_code": "{{ person.coupon_code }}",
        "marked": faults if is_kept or written.faults else [],
    }  # fmt: skip
    if isinstance(written.given, ChatGiven):
        given |= composed(written.given, whom, channel=channel, faults=faults)
        given |= trying(request, written.given, data, channel=channel, reader=given.get("reader"))
    elif content == "mail":
        given |= _mail(request, written.given, data, whom)
        # A fault that was refused just now is found again by the preview.
        given |= show.shown(written.given, list(dict.fromkeys([*faults, *given["faults"]]))) | {"examples": examples()}
    else:
        given |= preview(data, **whom)
    given["faults"] = faults or given["faults"]
    given["tags"] = tagging.shown(row, data, faults) if whole is row else {}
    given["is_filling"] = not (found and found.count and given["offered"])
    is_part = bool(request.htmx) and not LOOKS_BESIDE.isdisjoint(request.POST)
    given |= {"is_part": is_part} | tabs.shown(row, given.get("reader"), is_part=is_part)
    return shows_pictures(render(request, "campaigns/preview.html" if is_part else "campaigns/compose.html", given))


def _mail(request: Asked, given: Given, data: dict[str, Any], whom: dict[str, Any]) -> dict[str, Any]:
    """The preview of a mail, after a test of it where one was asked for."""
    subject = str(data["subject"])
    tried: dict[str, Any] = {}
    if data.get("try") and request.method == "POST":
        went, sentence = try_out(
            given, subject=subject, as_id=whom["as_id"], to=request.user, currency=whom["currency"]
        )
        tried = {"tried": sentence, "tried_well": went}
    if not given.items:
        return {**reading(**{name: whom[name] for name in ("as_id", "query", "rule", "among")}).given, "faults": []}
    sketch = str(data.get("sketch", ""))
    return mail_preview(given, subject=subject, sketch=sketch, by=request.user, **whom) | tried


def _waited(request: Asked) -> QueryDict | None:
    """The form as it was left for the builder."""
    found = waiting(request, request.GET.get("waiting"))
    return found.form if found else None


def _next(request: Asked, row: Campaign) -> str:
    """Where one goes once it is saved."""
    if "versions" in request.POST or 0 < row.number < NATIVE:
        return "campaign versions"
    return "campaign launch" if "send" in request.POST else "campaign edit"


def _of(row: Campaign, request: Asked) -> Campaign:
    """Whoever saves a native stays with it; all other pages are the whole campaign's."""
    return row if row.is_native and not {"versions", "send"} & request.POST.keys() else row.whole


def _channel(data: dict[str, Any]) -> str:
    wanted = str(data.get("channel_to") or data.get("channel") or "paper")
    return wanted if wanted in {one.name for one in channels()} else "paper"


def _not_saved(faults: list[Problem]) -> str:
    """Said at the top of the page, since the preview may be far below."""
    if not faults:
        return _("Not saved: see what is marked below.")
    first = faults[0]
    if first.line is not None and first.field == "body":
        words = {"line": number(first.line), "problem": first.sentence}
        return _("Not saved, line %(line)s of the message: %(problem)s") % words
    return _("Not saved: %(problem)s") % {"problem": first.sentence}
