"""Writing it."""

from django.http import HttpResponse

from polku.act.rewards.ledger.models import Program
from polku.doors.web.asked import Asked
from polku.doors.web.programs.friends.form import STEPS, ReferralForm, initial_of, programs_in, terms_of
from polku.doors.web.programs.writing import begins, promised, write

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
    before = promised(program)
    currency = program.currency if program is not None else request.team.currency or "USD"
    first = begins(program, lambda row, said: {"name": row.name} | initial_of(said, currency), new=USUAL)
    data = request.POST if request.method == "POST" else None
    form = ReferralForm(data, currency=currency, kept=programs_in(before), initial=first)
    steps = [(form[f"step{nth}_friends"], form[f"step{nth}"], form[f"step{nth}_amount"]) for nth in STEPS]
    return write(
        request,
        program,
        form,
        kind=Program.Kind.REFERRAL,
        page="programs/friends/edit.html",
        terms=lambda: terms_of(form.cleaned_data, before),
        currency=currency,
        fields=FIELDS,
        shown=lambda: {"currency": currency, "steps": steps},
    )
