"""Writing a draw or a game."""

from django.http import HttpResponse

from polku.act.rewards.draws.models import Draw
from polku.act.rewards.ledger.models import Program
from polku.doors.web.asked import Asked
from polku.doors.web.programs.draws.form import DrawForm
from polku.doors.web.programs.draws.said import FIELDS, initial, terms_of
from polku.doors.web.programs.writing import begins, promised, write

NEW = {"mode": "scheduled", "face": "wheel", "entry": "once", "wins_person": 1}


def edit(request: Asked, program: Program | None) -> HttpResponse:
    first = begins(program, initial, new=NEW)
    form = DrawForm(request.POST if request.method == "POST" else None, first, kept=first)
    return write(
        request,
        program,
        form,
        kind=Program.Kind.DRAW,
        page="programs/draws/edit.html",
        terms=lambda: terms_of(form, before=promised(program)),
        fields=FIELDS,
        shown=lambda: {"rows": form.rows(), **_standing(program)},
    )


def _standing(program: Program | None) -> dict[str, bool]:
    draw = Draw.objects.filter(pk=program.pk).first() if program is not None else None
    return {"is_opened": draw is not None, "is_closed": draw is not None and draw.closed_ms is not None}
