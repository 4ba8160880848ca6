"""Who sees one block of a message: conditions, clicked together while the message waits as it stands in its form."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from polku.doors.web.asked import Asked
from polku.doors.web.audience import is_late
from polku.doors.web.segments.builder.known import Known
from polku.doors.web.segments.builder.show import shown
from polku.doors.web.segments.builder.stage import NOTHING, Stage, begun, posted
from polku.doors.web.segments.look import Look, Said, look
from polku.doors.web.waiting import put, waiting
from polku.doors.web.written.conditions import text_of
from polku.doors.web.written.pieces import ID
from polku.know.rules.condition import RuleError
from polku.know.rules.tree import read


@require_http_methods(["GET", "HEAD", "POST"])
def for_some(request: Asked) -> HttpResponse:
    asked = request.POST if request.method == "POST" else request.GET
    waits, block = waiting(request, asked.get("waiting")), asked.get("piece", "")
    if waits is None or not ID.fullmatch(block):
        raise Http404
    stage = posted(request.POST) if request.method == "POST" else begun(waits.rule or NOTHING)
    if request.POST.get("do") == "found":
        return render(request, "segments/builder/found.html", {"look": _look(request, stage)})
    if request.method == "POST" and not request.POST.get("do") and not stage.fault:
        if _is_whole(stage):
            # Of everybody nothing need be asked.
            put(request, waits, f"{block}.only_if", "" if stage.rule == NOTHING else text_of(stage.rule))
            return redirect(f"{waits.address()}#{block}")
        messages.error(request, _("Not taken: see what is marked below."))
    seen = _look(request, stage) if request.method == "POST" and not request.htmx else None
    said = seen.said if seen else _unreadable(stage).said
    given: dict[str, Any] = {"campaign": waits, "piece": block, "stage": stage, "look": seen, "is_late": is_late()}
    given |= {"cards": shown(stage.form, Known(), said), "is_unsaved": bool(stage.form.past)}
    return render(request, "segments/for_some.html", given)


def _is_whole(stage: Stage) -> bool:
    try:
        read(stage.rule)
    except RuleError:
        return False
    return not stage.written.unfinished


def _look(request: Asked, stage: Stage) -> Look:
    return _unreadable(stage) if stage.fault else look(stage.written, asker=f"builder {request.user.pk}")


def _unreadable(stage: Stage) -> Look:
    said = {item_id: Said(faults=[stage.fault]) for item_id in stage.written.places.values()} if stage.fault else {}
    return Look(said=said, is_wrong=True)
