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
from polku.act.campaigns.problems import NotReady
from polku.act.campaigns.write import change, create
from polku.doors.web.asked import Asked
from polku.doors.web.audience import BoughtForm, audience, numbers_of
from polku.doors.web.campaigns import launch_of
from polku.doors.web.paging import whole_number
from polku.doors.web.preview import preview
from polku.doors.web.widgets.amounts import number
from polku.know.people.consent.purposes import MARKETING, carried
from polku.know.people.consent.topics import topics
from polku.know.segments.models import Segment
from polku.know.teams.models import Member
from polku.say.content.fields import fields
from polku.say.content.problem import Problem

EXAMPLE = 'Hello {{ person.first_name | default: "there" }},\n\n'


class CampaignForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    audience = forms.ChoiceField(choices=[("bought", ""), ("segment", "")], initial="bought")
    segment = forms.ModelChoiceField(Segment.objects.order_by("name"), required=False)
    purpose = forms.CharField(max_length=40, required=False)
    topic = forms.CharField(max_length=40, required=False)
    subject = forms.CharField(label=gettext_lazy("Subject"), max_length=2_000, required=False)
    body = forms.CharField(label=gettext_lazy("Message"), max_length=100_000, strip=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("audience") == "segment" and given.get("segment") is None:
            self.add_error("segment", gettext_lazy("Choose a segment."))
        return given


@require_http_methods(["GET", "HEAD", "POST"])
def compose(request: Asked, campaign_id: int | None = None) -> HttpResponse:
    row = (
        get_object_or_404(Campaign.objects.select_related("launch", "segment"), pk=campaign_id) if campaign_id else None
    )
    if row is not None and launch_of(row) is not None:
        return redirect("campaign", row.pk)
    data = request.POST if request.method == "POST" else stored(row, segment=request.GET.get("segment", ""))
    form = CampaignForm(data if request.method == "POST" else None, initial=data)
    bought = BoughtForm({name: data.get(name) for name in ("least", "days")})
    faults: list[Problem] = []
    is_look = "show" in request.POST or "as" in request.POST
    if request.method == "POST" and not is_look and form.is_valid() and _has_audience(form, bought):
        try:
            row = keep(row, form, bought, by=request.user)
        except NotReady as wrong:
            faults = list(wrong.problems)
        else:
            messages.success(request, _("The campaign is saved."))
            return redirect("campaign launch" if "send" in request.POST else "campaign edit", row.pk)
    rule = _rule(data, bought)
    found = audience(rule) if rule is not None else None
    given = {
        "campaign": row,
        "form": form,
        "bought": bought,
        "data": data,
        "segments": Segment.objects.order_by("name"),
        "purposes": carried(),
        "topics": topics(),
        "merge_fields": fields(),
        "found": found,
        "is_unsaved": request.method == "POST",
        **preview(
            data,
            as_id=data.get("as") or data.get("reader") or "",
            query=data.get("as_query", ""),
            currency=request.team.currency,
            rule=rule,
            among=found.people if found else (),
        ),
    }
    if faults:
        given["faults"] = faults
    if request.method == "POST" and not is_look:
        given["marked"] = faults
        messages.error(request, _not_saved(faults))
    is_part = request.htmx and is_look
    return render(request, "campaigns/preview.html" if is_part else "campaigns/compose.html", given)


def stored(row: Campaign | None, *, segment: str = "") -> dict[str, Any]:
    """What the form shows at first. `segment`: where one comes from a segment's page."""
    if row is None:
        chosen = "segment" if segment.isdecimal() else "bought"
        given = {"name": "", "audience": chosen, "least": 2, "days": 30, "subject": "", "body": EXAMPLE}
        given |= {"purpose": MARKETING, "topic": ""}
        return given | ({"segment": int(segment)} if chosen == "segment" else {})
    numbers = numbers_of(row.rule) or {"least": 2, "days": 30}
    chosen = "segment" if row.segment_id else "bought"
    return {
        "name": row.name, "audience": chosen, "segment": row.segment_id, "subject": row.subject, "body": row.body,
        "purpose": row.purpose, "topic": row.topic, **numbers,
    }  # fmt: skip


def keep(row: Campaign | None, form: CampaignForm, bought: BoughtForm, *, by: Member) -> Campaign:
    """Raises NotReady."""
    given = form.cleaned_data
    is_segment = given["audience"] == "segment"
    segment, rule = (given["segment"], None) if is_segment else (None, bought.rule())
    words = {"subject": given["subject"], "body": given["body"]}
    words |= {"purpose": given["purpose"] or MARKETING, "topic": given["topic"]}
    if row is None:
        return create(given["name"], **words, rule=rule, segment=segment, by=by)
    return change(row, name=given["name"], channel=row.channel, **words, rule=rule, segment=segment, by=by)


def _not_saved(faults: list[Problem]) -> str:
    """Said at the top of the page, since the preview may be far below."""
    if not faults:
        return _("Not saved: see what is marked below.")
    first = faults[0]
    if first.line is not None and first.field == "body":
        words = {"line": number(first.line), "problem": first.sentence}
        return _("Not saved, line %(line)s of the message: %(problem)s") % words
    return _("Not saved: %(problem)s") % {"problem": first.sentence}


def _has_audience(form: CampaignForm, bought: BoughtForm) -> bool:
    return form.cleaned_data["audience"] == "segment" or bought.is_valid()


def _rule(data: Any, bought: BoughtForm) -> object:
    """Of the audience as the form has it now; None where it has none."""
    if data.get("audience") == "segment":
        pk = whole_number(str(data.get("segment") or ""))
        segment = Segment.objects.filter(pk=pk).first() if pk is not None else None
        return segment.rule if segment else None
    return bought.rule() if bought.is_valid() else None
