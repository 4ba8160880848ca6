"""Writing a campaign: to whom, by which channel, and what it says."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from polku.act.campaigns.models import Campaign
from polku.act.campaigns.problems import NotReady, has_blocks
from polku.act.campaigns.write import change, create
from polku.doors.web.asked import Asked
from polku.doors.web.audience import BoughtForm, audience, everybody, numbers_of
from polku.doors.web.mail import show
from polku.doors.web.mail.edit import editing
from polku.doors.web.mail.items import Given, to_plain
from polku.doors.web.mail.preview import mail_preview
from polku.doors.web.mail.try_out import try_out
from polku.doors.web.paging import whole_number
from polku.doors.web.preview import preview, reading
from polku.doors.web.widgets.amounts import number
from polku.know.people.consent.purposes import MARKETING, carried
from polku.know.people.consent.topics import topics
from polku.know.segments.models import Segment
from polku.know.segments.segments import current_segments
from polku.know.segments.words import in_words
from polku.know.teams.models import Member
from polku.say.channels.registry import channels
from polku.say.content.blocks.examples import examples
from polku.say.content.blocks.read import mail_of
from polku.say.content.fields import fields
from polku.say.content.problem import BrokenTemplate, Problem

# What only looks: nothing is kept. The first ones change the form itself, the others the preview beside it.
LOOKS_BESIDE = frozenset(("show", "as", "try"))
LOOKS = LOOKS_BESIDE | {"do", "channel_to"}
EXAMPLE = 'Hello {{ person.first_name | default: "there" }},\n\n'


class CampaignForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    audience = forms.ChoiceField(
        choices=[(whom, "") for whom in ("bought", "everybody", "segment", "own")], initial="bought"
    )
    segment = forms.ModelChoiceField(current_segments(), required=False)
    purpose = forms.CharField(max_length=40, required=False)
    topic = forms.CharField(max_length=40, required=False)
    channel = forms.CharField(max_length=40, required=False)
    untracked_opens = forms.BooleanField(required=False)
    untracked_clicks = forms.BooleanField(required=False)
    subject = forms.CharField(label=gettext_lazy("Subject"), max_length=2_000, required=False)
    body = forms.CharField(label=gettext_lazy("Message"), max_length=100_000, strip=False, required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("audience") == "segment" and given.get("segment") is None:
            self.add_error("segment", gettext_lazy("Choose a segment."))
        if not has_blocks(given.get("channel", "")) and not given.get("body"):
            self.add_error("body", self.fields["body"].error_messages["required"])
        return given


@require_http_methods(["GET", "HEAD", "POST"])
def compose(request: Asked, campaign_id: int | None = None) -> HttpResponse:
    row = (
        get_object_or_404(Campaign.objects.select_related("launch", "segment"), pk=campaign_id) if campaign_id else None
    )
    if row is not None and row.launched is not None:
        return redirect("campaign", row.pk)
    data = request.POST.dict() if request.method == "POST" else stored(row, segment=request.GET.get("segment", ""))
    data["channel"] = _channel(data)
    if "channel_to" in data:
        data["body"] = data.get("body") or EXAMPLE
    form = CampaignForm(data if request.method == "POST" else None, initial=data)
    bought = BoughtForm({name: data.get(name) for name in ("least", "days")})
    mail = editing(request, row, takes_pictures=LOOKS_BESIDE.isdisjoint(request.POST))
    data["subject"] = data.get("subject", "") if mail.subject is None else mail.subject
    faults = list(mail.faults)
    is_kept = request.method == "POST" and not LOOKS.intersection(request.POST)
    if is_kept and form.is_valid() and _has_audience(form, bought, row) and not faults:
        try:
            row = keep(row, form, bought, mail.given, by=request.user)
        except NotReady as wrong:
            faults = list(wrong.problems)
        else:
            messages.success(request, _("The campaign is saved."))
            return redirect("campaign launch" if "send" in request.POST else "campaign edit", row.pk)
    if is_kept:
        messages.error(request, _not_saved(faults))
    rule = _rule(data, bought, row)
    found = audience(rule) if rule is not None else None
    as_id, currency = data.get("as") or data.get("reader") or "", request.team.currency
    whom: dict[str, Any] = {"as_id": as_id, "query": data.get("as_query", ""), "currency": currency, "rule": rule}
    whom["among"] = found.people if found else ()
    given: dict[str, Any] = {
        "campaign": row, "form": form, "bought": bought, "data": data, "found": found,
        "own": in_words(own) if (own := own_rule(row)) is not None else "",
        "segments": current_segments(), "purposes": carried(), "topics": topics(),
        "channels": channels(), "in_blocks": has_blocks(data["channel"]), "merge_fields": fields(),
        "is_unsaved": request.method == "POST",
        "marked": faults if is_kept or mail.faults else [],
    }  # fmt: skip
    if has_blocks(data["channel"]):
        given |= _mail(request, mail.given, data, whom)
        # A fault that was refused just now is found again by the preview.
        given |= show.shown(mail.given, list(dict.fromkeys([*faults, *given["faults"]]))) | {"examples": examples()}
    else:
        given |= preview(data, **whom)
    given["faults"] = faults or given["faults"]
    is_part = request.htmx and not LOOKS_BESIDE.isdisjoint(request.POST)
    return render(request, "campaigns/preview.html" if is_part else "campaigns/compose.html", given)


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


def _channel(data: dict[str, Any]) -> str:
    wanted = str(data.get("channel_to") or data.get("channel") or "paper")
    return wanted if wanted in {one.name for one in channels()} else "paper"


def stored(row: Campaign | None, *, segment: str = "") -> dict[str, Any]:
    """What the form shows at first. `segment`: where one comes from a segment's page."""
    if row is None:
        chosen = "segment" if segment.isdecimal() else "bought"
        given = {"name": "", "audience": chosen, "least": 2, "days": 30, "subject": "", "body": EXAMPLE}
        given |= {"purpose": MARKETING, "topic": "", "channel": "paper"}
        return given | ({"segment": int(segment)} if chosen == "segment" else {})
    numbers = numbers_of(row.rule) or {"least": 2, "days": 30}
    chosen = "segment" if row.segment_id else "everybody" if row.rule == everybody(row.channel) else "bought"
    chosen = "own" if own_rule(row) is not None else chosen
    return {
        "name": row.name, "audience": chosen, "segment": row.segment_id, "subject": row.subject, "body": row.body,
        "purpose": row.purpose, "topic": row.topic, "channel": row.channel, **numbers,
        "untracked_opens": not row.tracks_opens, "untracked_clicks": not row.tracks_clicks,
    }  # fmt: skip


def keep(row: Campaign | None, form: CampaignForm, bought: BoughtForm, mail: Given, *, by: Member) -> Campaign:
    """Raises NotReady."""
    given = form.cleaned_data
    segment = given["segment"] if given["audience"] == "segment" else None
    words = {"subject": given["subject"], "body": given["body"], "channel": given["channel"] or "paper"}
    rule = None if segment else _rule(given | {"channel": words["channel"]}, bought, row)
    words |= {"purpose": given["purpose"] or MARKETING, "topic": given["topic"]}
    words |= {f"tracks_{what}": not given[f"untracked_{what}"] for what in ("opens", "clicks")}
    if has_blocks(words["channel"]):
        try:
            words |= {"mail": mail_of(to_plain(mail)), "body": ""}
        except BrokenTemplate as broken:
            raise NotReady([broken.problem]) from broken
    if row is None:
        return create(given["name"], **words, rule=rule, segment=segment, by=by)
    return change(row, name=given["name"], **words, rule=rule, segment=segment, by=by)


def _not_saved(faults: list[Problem]) -> str:
    """Said at the top of the page, since the preview may be far below."""
    if not faults:
        return _("Not saved: see what is marked below.")
    first = faults[0]
    if first.line is not None and first.field == "body":
        words = {"line": number(first.line), "problem": first.sentence}
        return _("Not saved, line %(line)s of the message: %(problem)s") % words
    return _("Not saved: %(problem)s") % {"problem": first.sentence}


def own_rule(row: Campaign | None) -> object:
    """A rule that a program wrote and this page has no form for: it stays as it is, unless another is chosen."""
    if row is None or row.segment_id or numbers_of(row.rule) or row.rule == everybody(row.channel):
        return None
    rule: object = row.rule
    return rule


def _has_audience(form: CampaignForm, bought: BoughtForm, row: Campaign | None) -> bool:
    chosen = form.cleaned_data["audience"]
    return bought.is_valid() if chosen == "bought" else chosen != "own" or own_rule(row) is not None


def _rule(data: Any, bought: BoughtForm, row: Campaign | None) -> object:
    """Of the audience as the form has it now; None where it has none."""
    if data.get("audience") == "own":
        return own_rule(row)
    if data.get("audience") == "segment":
        pk = whole_number(str(data.get("segment") or ""))
        segment = Segment.objects.filter(pk=pk).first() if pk is not None else None
        return segment.rule if segment else None
    if data.get("audience") == "everybody":
        return everybody(data["channel"])
    return bought.rule() if bought.is_valid() else None
