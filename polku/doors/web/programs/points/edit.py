"""Writing points."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from polku.act.rewards import programs as verbs
from polku.act.rewards.ledger.models import Program
from polku.act.rewards.ledger.promise import TermsProblem
from polku.doors.web.asked import Asked
from polku.doors.web.programs.goods import picked
from polku.doors.web.programs.keep import keep
from polku.doors.web.programs.points.form import PointsForm
from polku.doors.web.programs.points.said import FIELDS, initial, terms_of
from polku.doors.web.programs.rows import to_give, whole, with_spare
from polku.know.teams.models import Source

EVENTS = ("Review Posted", "Survey Completed", "Checked In", "Signed Up", "Form Submitted")


def edit(request: Asked, program: Program | None) -> HttpResponse:
    before = verbs.latest(program).terms if program is not None else {}
    form = _form(request, program, before)
    if form.is_bound and form.is_valid():
        kept = keep(
            request,
            form,
            program,
            kind=Program.Kind.POINTS,
            terms=terms_of(form, before=before),
            currency=form.cleaned_data["currency"],
            fields=FIELDS,
        )
        if kept is not None:
            return redirect("program", kept.pk)
    rewards = form.rows("rewards")
    named = [whole(row["reward_program"]) or 0 for row in rewards]
    given = {
        "program": program,
        "form": form,
        "goods": picked("goods", form.named("goods_products"), form.named("goods_categories")),
        "deeds": with_spare(form.rows("deeds")),
        "rewards": with_spare(rewards),
        "to_give": to_give(Program.Kind.COUPON, kept=named),
        "events": EVENTS,
    }
    return render(request, "programs/points/edit.html", given, status=422 if form.errors else 200)


def _form(request: Asked, program: Program | None, before: Any) -> PointsForm:
    team = request.team.currency or "USD"
    own = program.currency if program is not None else None
    begins: dict[str, Any] = {"currency": team, "rounding": "down", "expiry": "never"}
    if program is not None:
        try:
            begins = initial(program, before)
        except TermsProblem:
            begins = {"name": program.name, "currency": own}
    among = Source.objects.filter(ended_at__isnull=True).order_by("name")
    sources = [(str(one.pk), one.name) for one in among]
    sources += [(key, key) for key in begins.get("sources", []) if key not in dict(sources)]
    data = request.POST if request.method == "POST" else None
    return PointsForm(data, begins, own=own, team=team, sources=sources)
