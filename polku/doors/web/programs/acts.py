"""Beginning, pausing and ending a program; and another one like it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from polku.act.campaigns.models import Campaign
from polku.act.rewards import programs as verbs
from polku.act.rewards import sound
from polku.act.rewards.ledger.models import Program
from polku.act.rewards.ledger.promise import TermsProblem
from polku.doors.web.asked import Asked
from polku.kit import clock

SHOWN = 5  # of what gives it


@require_POST
def become(request: Asked, program_id: int) -> HttpResponse:
    row, wanted = get_object_or_404(Program, pk=program_id), request.POST.get("state", "")
    if wanted == Program.State.LIVE and row.state == Program.State.DRAFT:
        against = sound.against_beginning(row, now=clock.now())
        for sentence in against:
            messages.error(request, sentence)
        if against:
            return redirect("program", program_id)
    try:
        verbs.become(row, wanted, by=request.user)
    except verbs.WrongState:
        messages.error(request, _("This program has changed meanwhile. Look at it again."))
    else:
        messages.success(request, _told(wanted))
    return redirect("program", program_id)


@require_POST
def copied(request: Asked, program_id: int) -> HttpResponse:
    row = get_object_or_404(Program, pk=program_id)
    name = _("{name} (copy)").format(name=row.name)[:200]
    terms = verbs.latest(row).terms
    try:
        made = verbs.create(name, terms, kind=row.kind, currency=row.currency, bearer=row.bearer, by=request.user)
    except TermsProblem as problem:
        messages.error(request, problem.problem.sentence)
        return redirect("program", program_id)
    messages.success(request, _("This is the copy, a draft."))
    return redirect("program", made.pk)


@require_POST
def removed(request: Asked, program_id: int) -> HttpResponse:
    row = get_object_or_404(Program, pk=program_id)
    campaigns = Campaign.objects.filter(gives=row.pk, launch__isnull=True).values_list("name", flat=True)
    others = [*(one.name for one in sound.given_by(row)), *campaigns[:SHOWN]]
    if others:
        told = _("Something else gives it, so it is not deleted: {names}. Choose another one there first.")
        messages.error(request, told.format(names=", ".join(f"“{name}”" for name in others[:SHOWN])))
        return redirect("program", program_id)
    try:
        verbs.remove(row, by=request.user)
    except verbs.WrongState as problem:
        messages.error(request, str(problem))
        return redirect("program", program_id)
    messages.success(request, _("“{name}” is deleted.").format(name=row.name))
    return redirect("rewards")


def _told(state: str) -> str:
    return {
        Program.State.LIVE.value: _("It is live from now on."),
        Program.State.PAUSED.value: _("Paused. Nothing of it is given out; what people have they can use."),
    }.get(state, _("Ended. Nothing of it is given out or used any more."))
