"""Writing a ladder of ranks."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from polku.act.rewards import programs as verbs
from polku.act.rewards.ledger.models import Program
from polku.act.rewards.ledger.promise import TermsProblem
from polku.doors.web.asked import Asked
from polku.doors.web.programs.keep import keep
from polku.doors.web.programs.ranks.form import RANK, RanksForm
from polku.doors.web.programs.ranks.said import FIELDS, initial, terms_of
from polku.doors.web.programs.rows import to_give, whole, with_spare


def edit(request: Asked, program: Program | None) -> HttpResponse:
    before = verbs.latest(program).terms if program is not None else {}
    form = _form(request, program, before)
    if form.is_bound and form.is_valid():
        kept = keep(
            request,
            form,
            program,
            kind=Program.Kind.RANKS,
            terms=terms_of(form, before=before),
            currency=form.cleaned_data["currency"],
            fields=FIELDS,
        )
        if kept is not None:
            return redirect("program", kept.pk)
    rows = form.rows()
    named = [whole(row["rank_prize"]) or 0 for row in rows]
    given = {
        "program": program,
        "form": form,
        "ranks": with_spare(rows, least=4),
        "to_give": to_give(Program.Kind.COUPON, Program.Kind.POINTS, kept=named),
        "points": to_give(Program.Kind.POINTS),
    }
    return render(request, "programs/ranks/edit.html", given, status=422 if form.errors else 200)


def _form(request: Asked, program: Program | None, before: Any) -> RanksForm:
    team = request.team.currency or "USD"
    own = program.currency if program is not None else None
    begins: dict[str, Any] = {
        "currency": team,
        "by": "spend",
        "window": "year",
        "ranks": [_empty(_("Member")) | {"rank_at": "0"}, _empty(_("Silver")), _empty(_("Gold"))],
    }
    if program is not None:
        try:
            begins = initial(program, before)
        except TermsProblem:
            begins = {"name": program.name, "currency": own, "by": "spend", "window": "year"}
    kept = whole(str(begins.get("points") or "")) or 0
    data = request.POST if request.method == "POST" else None
    return RanksForm(data, begins, own=own, team=team, points=to_give(Program.Kind.POINTS, kept=[kept]))


def _empty(name: str) -> dict[str, str]:
    return dict.fromkeys(RANK, "") | {"rank_name": name}
