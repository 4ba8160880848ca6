"""Writing a draw or a game."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from polku.act.rewards import programs as verbs
from polku.act.rewards.draws.models import Draw
from polku.act.rewards.ledger.models import Program
from polku.act.rewards.ledger.promise import TermsProblem
from polku.doors.web.asked import Asked
from polku.doors.web.programs.draws.form import DrawForm
from polku.doors.web.programs.draws.said import FIELDS, initial, terms_of
from polku.doors.web.programs.keep import keep

NEW = {"mode": "scheduled", "face": "wheel", "entry": "once", "wins_person": 1}


def edit(request: Asked, program: Program | None) -> HttpResponse:
    before = verbs.latest(program).terms if program is not None else {}
    begins = _begins(program, before)
    form = DrawForm(request.POST if request.method == "POST" else None, begins, kept=begins)
    if form.is_bound and form.is_valid():
        terms = terms_of(form, before=before)
        kept = keep(request, form, program, kind=Program.Kind.DRAW, terms=terms, fields=FIELDS)
        if kept is not None:
            return redirect("program", kept.pk)
    given = {
        "program": program,
        "form": form,
        "rows": form.rows(),
        "is_closed": program is not None and Draw.objects.filter(pk=program.pk, closed_ms__isnull=False).exists(),
    }
    return render(request, "programs/draws/edit.html", given, status=422 if form.errors else 200)


def _begins(program: Program | None, before: Mapping[str, Any]) -> dict[str, Any]:
    if program is None:
        return dict(NEW)
    try:
        return initial(program, before)
    except TermsProblem:
        return NEW | {"name": program.name}
