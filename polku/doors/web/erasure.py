"""Erasing a person by hand: what goes, whether one is sure, how far it has come; everything about them as a file."""

import json
import unicodedata
from dataclasses import dataclass

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from polku.doors.web import shown
from polku.doors.web.asked import Asked
from polku.doors.web.person import numbers_of, wanted
from polku.flow import KEEPERS
from polku.kit import clock, ids
from polku.kit.columns import ColumnsError
from polku.know.events.forgetting import reasons
from polku.know.events.models import Forgetting
from polku.know.events.story import names_of
from polku.know.people import erase as erasing
from polku.know.people.export import export
from polku.know.people.export_html import as_html
from polku.know.rules.unanswered import why
from polku.know.teams.trail import note
from polku.say.outbox import find

READABLE = {"ensure_ascii": False, "indent": 1}
COUNTS: dict[str, str | Promise] = {
    "people": gettext_lazy("People"),
    "identities": gettext_lazy("Identities"),
    "events": gettext_lazy("Events"),
    "orders": gettext_lazy("Orders"),
    "messages": gettext_lazy("Messages"),
    "lists": gettext_lazy("Entries on lists of people"),
    "paper copies": gettext_lazy("Copies of messages"),
    "consents": gettext_lazy("Consents"),
    "reactions": gettext_lazy("What came of messages"),
    "stores": gettext_lazy("Visits of stores"),
    "files": gettext_lazy("Files of imports"),
    "refused events": gettext_lazy("Refused events"),
    "trail": gettext_lazy("Notes in the trail, masked"),
}
STEPS: dict[str, str | Promise] = {
    "": gettext_lazy("Its turn comes in a moment."),
    "waiting": gettext_lazy("Waiting for what is on its way: messages, imports, the newest events."),
    "log": gettext_lazy("Taking events out of the log, and all that was made of them."),
    "columns": gettext_lazy("Taking them out of the column store."),
    "disk": gettext_lazy("Overwriting what is left on the disk."),
}


@dataclass(frozen=True)
class Erasure:
    """As pages show it."""

    row: Forgetting
    step: str
    share: int  # of the way, in percent
    counts: list[tuple[str, int]]
    by: str
    reason: str


@require_http_methods(["GET", "HEAD", "POST"])
def erasure(request: Asked, public_id: str) -> HttpResponse:
    """To be sure they are the one, their name is typed; who has none, their id."""
    profile = wanted(public_id)
    going = erasing.going(profile.id)
    if going is not None:
        return redirect("erasure", going.pk)
    person = shown.person(profile)
    sign = person.name.strip()
    if request.method == "POST":
        if _folded(request.POST.get("name", "")) == _folded(sign):
            with transaction.atomic():
                asked = erasing.erase([profile], by=str(request.user), reason=request.POST.get("reason", "")[:300])
                note(request.user, "person.erased", subject=f"person:{ids.public(profile.id)}")
            return redirect("erasure", asked.pk)
        messages.error(request, _("That is not this person’s name here. Nothing was erased."))
    numbers = numbers_of(profile)
    given = {
        "person": person,
        "profile": profile,
        "sign": sign,
        "identities": len(numbers),
        "events": _events(numbers),
        "messages_count": len(find.of_people(numbers)),
        "reason": request.POST.get("reason", ""),
    }
    return render(request, "people/erase.html", given, status=422 if request.method == "POST" else 200)


@never_cache
@require_safe
def progress(request: Asked, erasure_id: int) -> HttpResponse:
    row = get_object_or_404(Forgetting, pk=erasure_id, what=Forgetting.What.PEOPLE)
    part = "people/erasing.html" if request.htmx else "people/erasure.html"
    return render(request, part, {"erasure": as_shown(row)})


def as_shown(row: Forgetting) -> Erasure:
    counts: dict[str, int] = json.loads(row.counts)
    known = [(str(words), counts[key]) for key, words in COUNTS.items() if counts.get(key)]
    at = list(STEPS).index(row.step) if row.step in STEPS else 0
    share = 100 if row.done_ms is not None else round(100 * (at + 0.5) / (len(STEPS) + 0.5))
    return Erasure(row, str(STEPS.get(row.step, "")), share, known, reasons.who(row), reasons.in_words(row))


@require_safe
def exported(request: Asked, public_id: str) -> HttpResponse:
    """Everything about one person, as JSON or as a page of its own."""
    profile = wanted(public_id)
    try:
        told = export(profile, keepers=KEEPERS, now=clock.now())
    except ColumnsError as trouble:
        messages.error(request, why(trouble))
        return redirect("person", ids.public(profile.id))
    note(request.user, "person.exported", subject=f"person:{ids.public(profile.id)}")
    is_page = request.GET.get("format") == "html"
    answer = HttpResponse(as_html(told)) if is_page else JsonResponse(told, json_dumps_params=READABLE)
    ending = "html" if is_page else "json"
    answer["Content-Disposition"] = f'attachment; filename="{ids.public(profile.id)}.{ending}"'
    return answer


def _events(numbers: list[int]) -> int | None:
    """None while the column store does not answer."""
    try:
        return sum(count for _name, count in names_of(numbers))
    except ColumnsError:
        return None


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
