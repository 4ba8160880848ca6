"""Writing a benefit."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from polku.act.rewards import programs as verbs
from polku.act.rewards.ledger.models import Program
from polku.doors.web.asked import Asked
from polku.doors.web.programs.benefit.form import WHEN, BenefitForm, initial_of, terms_of
from polku.doors.web.programs.keep import keep


def edit(request: Asked, program: Program | None) -> HttpResponse:
    before = verbs.latest(program).terms if program is not None else {}
    currency = program.currency if program is not None else request.team.currency or "USD"
    begins = {"name": program.name} | initial_of(before, currency) if program is not None else {"when": "order"}
    kept_programs = [before["prize"]["program"]] if before.get("prize") else []
    data = request.POST if request.method == "POST" else None
    form = BenefitForm(data, currency=currency, kept=kept_programs, initial=begins)
    if form.is_bound and form.is_valid():
        kept = keep(
            request,
            form,
            program,
            kind=Program.Kind.BENEFIT,
            terms=terms_of(form.cleaned_data),
            currency=currency,
            fields={"least_minor": "least"},
        )
        if kept is not None:
            return redirect("program", kept.pk)
    given = {"program": program, "form": form, "currency": currency, "whens": WHEN}
    return render(request, "programs/benefit/edit.html", given, status=422 if form.errors else 200)
