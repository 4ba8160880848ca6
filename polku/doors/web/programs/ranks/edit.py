"""Writing a ladder of ranks."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from polku.act.rewards.ledger.models import Program
from polku.doors.web.asked import Asked
from polku.doors.web.programs.ranks.form import PRIZES, RANK, RanksForm
from polku.doors.web.programs.ranks.said import FIELDS, initial, terms_of
from polku.doors.web.programs.rows import to_give, whole, with_spare
from polku.doors.web.programs.writing import begins, promised, write


def edit(request: Asked, program: Program | None) -> HttpResponse:
    form = _form(request, program)
    return write(
        request,
        program,
        form,
        kind=Program.Kind.RANKS,
        page="programs/ranks/edit.html",
        terms=lambda: terms_of(form, before=promised(program)),
        fields=FIELDS,
        shown=lambda: _shown(form),
    )


def _shown(form: RanksForm) -> dict[str, Any]:
    rows = form.rows()
    named = [whole(row.get(program, "")) or 0 for row in rows for program, _amount in PRIZES]
    return {
        "ranks": with_spare(rows, least=4),
        "to_give": to_give(Program.Kind.COUPON, Program.Kind.POINTS, kept=named),
    }


def _form(request: Asked, program: Program | None) -> RanksForm:
    team = request.team.currency or "USD"
    steps = [_empty(_("Member")) | {"rank_at": "0"}, _empty(_("Silver")), _empty(_("Gold"))]
    new = {"currency": team, "by": "spend", "window": "year", "ranks": steps}
    first = begins(program, initial, new=new)
    kept = whole(str(first.get("points") or "")) or 0
    data = request.POST if request.method == "POST" else None
    own = program.currency if program is not None else None
    return RanksForm(data, first, own=own, team=team, points=to_give(Program.Kind.POINTS, kept=[kept]))


def _empty(name: str) -> dict[str, str]:
    return dict.fromkeys(RANK, "") | {"rank_name": name}
