"""Writing a stamp card, with how it will look."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from polku.act.rewards.ledger.models import Program
from polku.act.rewards.stamps.icons import ICONS
from polku.doors.web.asked import Asked
from polku.doors.web.programs.goods import picked
from polku.doors.web.programs.stamps.form import COMES, ICON_WORDS, StampForm
from polku.doors.web.programs.stamps.pictures import with_pictures
from polku.doors.web.programs.stamps.said import FIELDS, initial, terms_of
from polku.doors.web.programs.stamps.seen import seen, seen_of
from polku.doors.web.programs.writing import begins, promised, write

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
    before = promised(program)
    form, wrong = _form(request, program)
    form.is_valid()
    for field, sentence in wrong.items():
        form.add_error(field, sentence)
    return write(
        request,
        program,
        form,
        kind=Program.Kind.STAMPS,
        page="programs/stamps/edit.html",
        terms=lambda: terms_of(form, before=before),
        fields=FIELDS,
        shown=lambda: {
            "comes": COMES,
            "icons": [(key, words, ICONS[key]) for key, words in ICON_WORDS.items()],
            "goods": picked("goods", form.named("goods_products"), form.named("goods_categories")),
            "seen": seen(form) if form.is_bound else seen_of(before or SAMPLE),
        },
    )


def preview(request: Asked) -> HttpResponse:
    form = StampForm(request.POST, team=request.team.currency)
    return render(request, "programs/stamps/seen.html", {"seen": seen(form)})


def _form(request: Asked, program: Program | None) -> tuple[StampForm, dict[str, str]]:
    team = request.team.currency or "USD"
    first = begins(program, initial, new={**BEGINS, "currency": team})
    data, wrong = with_pictures(request) if request.method == "POST" else (None, {})
    return StampForm(data, first, own=program, team=team, kept=first), wrong
