"""Writing an offer."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from polku.act.rewards import programs as verbs
from polku.act.rewards.ledger.models import Program
from polku.doors.web.asked import Asked
from polku.doors.web.programs.keep import keep
from polku.doors.web.programs.offer.form import WHAT, OfferForm, initial_of, terms_of


def edit(request: Asked, program: Program | None) -> HttpResponse:
    before = verbs.latest(program).terms if program is not None else {}
    usual = {"what": "event", "how": "first", "has_waiting_list": True}
    begins = {"name": program.name} | initial_of(before) if program is not None else usual
    kept_programs = [before["prize"]["program"]] if before.get("prize") else []
    form = OfferForm(request.POST if request.method == "POST" else None, kept=kept_programs, initial=begins)
    if form.is_bound and form.is_valid():
        terms = terms_of(form.cleaned_data)
        kept = keep(request, form, program, kind=Program.Kind.OFFER, terms=terms)
        if kept is not None:
            return redirect("program", kept.pk)
    given = {"program": program, "form": form, "whats": WHAT}
    return render(request, "programs/offer/edit.html", given, status=422 if form.errors else 200)
