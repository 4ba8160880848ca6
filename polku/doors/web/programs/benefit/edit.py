"""Writing a benefit."""

from django.http import HttpResponse

from polku.act.rewards.ledger.models import Program
from polku.doors.web.asked import Asked
from polku.doors.web.programs import prize_field
from polku.doors.web.programs.benefit.form import WHEN, BenefitForm, initial_of, terms_of
from polku.doors.web.programs.writing import begins, promised, write


def edit(request: Asked, program: Program | None) -> HttpResponse:
    currency = program.currency if program is not None else request.team.currency or "USD"
    first = begins(program, lambda row, said: {"name": row.name} | initial_of(said, currency), new={"when": "order"})
    data, kept = request.POST if request.method == "POST" else None, prize_field.named(promised(program))
    form = BenefitForm(data, currency=currency, kept=kept, initial=first)
    return write(
        request,
        program,
        form,
        kind=Program.Kind.BENEFIT,
        page="programs/benefit/edit.html",
        terms=lambda: terms_of(form.cleaned_data),
        currency=currency,
        fields={"least_minor": "least"},
        shown=lambda: {"currency": currency, "whens": WHEN},
    )
