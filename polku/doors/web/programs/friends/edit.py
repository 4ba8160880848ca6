"""Writing it."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from polku.act.rewards import programs as verbs
from polku.act.rewards.ledger.models import Program
from polku.doors.web.asked import Asked
from polku.doors.web.programs.friends.form import STEPS, ReferralForm, initial_of, programs_in, terms_of
from polku.doors.web.programs.keep import keep

USUAL = {
    "wait_days": 14,
    "within_days": 90,
    "known_days": 0,
    "doubt_network": 3,
    "doubt_day": 10,
    "doubt_least": 4,
}
FIELDS = {"least_minor": "least", "tiers": "step1"}


def edit(request: Asked, program: Program | None) -> HttpResponse:
    before = verbs.latest(program).terms if program is not None else {}
    currency = program.currency if program is not None else request.team.currency or "USD"
    begins = {"name": program.name} | initial_of(before, currency) if program is not None else USUAL
    data = request.POST if request.method == "POST" else None
    form = ReferralForm(data, currency=currency, kept=programs_in(before), initial=begins)
    if form.is_bound and form.is_valid():
        kept = keep(
            request,
            form,
            program,
            kind=Program.Kind.REFERRAL,
            terms=terms_of(form.cleaned_data, before),
            currency=currency,
            fields=FIELDS,
        )
        if kept is not None:
            return redirect("program", kept.pk)
    steps = [(form[f"step{nth}_friends"], form[f"step{nth}"], form[f"step{nth}_amount"]) for nth in STEPS]
    given = {"program": program, "form": form, "currency": currency, "steps": steps}
    return render(request, "programs/friends/edit.html", given, status=422 if form.errors else 200)
