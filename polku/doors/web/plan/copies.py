"""Copies of campaigns, and the team's notes on them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from polku.act.campaigns.models import Campaign
from polku.act.plan import copies
from polku.act.plan import notes as kept
from polku.act.plan.calendar_models import Note
from polku.act.plan.problems import PlanError
from polku.doors.web.asked import Asked
from polku.kit import clock


@require_POST
def copied(request: Asked, campaign_id: int) -> HttpResponse:
    made = copies.duplicate(get_object_or_404(Campaign, pk=campaign_id), by=request.user)
    messages.success(request, _("A draft that says the same. Nobody gets it before it is sent off."))
    return redirect("campaign edit", made.pk)


@require_safe
def notes(request: Asked, campaign_id: int) -> HttpResponse:
    row = get_object_or_404(Campaign, pk=campaign_id)
    given = {"campaign": row, "notes": kept.notes_of(row), "original": copies.original_of(row)}
    return render(request, "plan/notes.html", given)


@require_POST
def note(request: Asked, campaign_id: int) -> HttpResponse:
    row = get_object_or_404(Campaign, pk=campaign_id)
    try:
        kept.note(row, request.POST.get("text", ""), by=request.user, now=clock.now())
    except PlanError as problem:
        messages.error(request, str(problem))
    return redirect("campaign notes", row.pk)


@require_POST
def note_removed(request: Asked, campaign_id: int, note_id: int) -> HttpResponse:
    row = get_object_or_404(Note, pk=note_id, campaign_id=campaign_id, removed_at__isnull=True)
    kept.remove(row, by=request.user, now=clock.now())
    return redirect("campaign notes", campaign_id)
