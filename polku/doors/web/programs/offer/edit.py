"""Writing an offer."""

from django.http import HttpResponse

from polku.act.rewards.ledger.models import Program
from polku.doors.web.asked import Asked
from polku.doors.web.programs import prize_field
from polku.doors.web.programs.offer.form import WHAT, OfferForm, initial_of, terms_of
from polku.doors.web.programs.writing import begins, promised, write

NEW = {"what": "event", "how": "first", "has_waiting_list": True}


def edit(request: Asked, program: Program | None) -> HttpResponse:
    first = begins(program, lambda row, said: {"name": row.name} | initial_of(said), new=NEW)
    kept = prize_field.named(promised(program))
    form = OfferForm(request.POST if request.method == "POST" else None, kept=kept, initial=first)
    return write(
        request,
        program,
        form,
        kind=Program.Kind.OFFER,
        page="programs/offer/edit.html",
        terms=lambda: terms_of(form.cleaned_data),
        shown=lambda: {"whats": WHAT},
    )
