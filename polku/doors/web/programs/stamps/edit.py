"""Writing a stamp card, with how it will look."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from polku.act.rewards import programs as verbs
from polku.act.rewards.ledger.models import Program
from polku.act.rewards.ledger.promise import TermsProblem
from polku.act.rewards.stamps.icons import ICONS
from polku.doors.web.asked import Asked
from polku.doors.web.programs.goods import picked
from polku.doors.web.programs.keep import keep
from polku.doors.web.programs.stamps.form import COMES, ICON_WORDS, StampForm
from polku.doors.web.programs.stamps.pictures import with_pictures
from polku.doors.web.programs.stamps.said import FIELDS, initial, terms_of
from polku.doors.web.programs.stamps.seen import seen, seen_of

BEGINS: Mapping[str, Any] = {
    "size": 10,
    "comes": "visit",
    "times": 2,
    "since": "last",
    "day": 1,
    "is_shown_empty": True,
    "color": "#1f6f5c",
    "icon": "cup",
}
SAMPLE: Mapping[str, Any] = {
    "title": "",
    "size": BEGINS["size"],
    "rewards": [{"at": BEGINS["size"], "prize": {"program": 0}}],
    "design": {"color": BEGINS["color"], "icon": BEGINS["icon"]},
}


def edit(request: Asked, program: Program | None) -> HttpResponse:
    before = verbs.latest(program).terms if program is not None else {}
    form, wrong = _form(request, program, before)
    is_right = form.is_bound and form.is_valid()
    for field, sentence in wrong.items():
        form.add_error(field, sentence)
    if is_right and not wrong:
        currency = form.cleaned_data["currency"]
        terms = terms_of(form, before=before)
        kept = keep(request, form, program, kind=Program.Kind.STAMPS, terms=terms, currency=currency, fields=FIELDS)
        if kept is not None:
            return redirect("program", kept.pk)
    given = {
        "program": program,
        "form": form,
        "comes": COMES,
        "icons": [(key, words, ICONS[key]) for key, words in ICON_WORDS.items()],
        "goods": picked("goods", form.named("goods_products"), form.named("goods_categories")),
        "seen": seen(form) if form.is_bound else seen_of(before or SAMPLE),
    }
    return render(request, "programs/stamps/edit.html", given, status=422 if form.errors and form.is_bound else 200)


def preview(request: Asked) -> HttpResponse:
    form = StampForm(request.POST, team=request.team.currency)
    return render(request, "programs/stamps/seen.html", {"seen": seen(form)})


def _form(request: Asked, program: Program | None, before: Mapping[str, Any]) -> tuple[StampForm, dict[str, str]]:
    team = request.team.currency or "USD"
    try:
        begins = initial(program, before) if program is not None else {**BEGINS, "currency": team}
    except TermsProblem:
        begins = {**BEGINS, "name": program.name if program is not None else ""}
    data, wrong = with_pictures(request) if request.method == "POST" else (None, {})
    return StampForm(data, begins, own=program, team=team, kept=begins), wrong
