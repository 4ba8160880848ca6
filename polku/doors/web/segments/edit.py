"""The builder's page: a new segment, or another rule for one that is there."""

import json
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from polku.doors.web.asked import Asked
from polku.doors.web.audience import is_late
from polku.doors.web.columns_asked import ask
from polku.doors.web.paging import whole_number
from polku.doors.web.segments.asking import Asking, asking_for
from polku.doors.web.segments.builder.known import Known
from polku.doors.web.segments.builder.show import shown
from polku.doors.web.segments.builder.stage import NOTHING, Stage, begun, posted, replaced
from polku.doors.web.segments.look import Look, Said, look
from polku.doors.web.segments.meanwhile import ChangedMeanwhile, Clash, Mine, clash_of, mine_of, opened_with, save
from polku.doors.web.segments.name import NameForm
from polku.doors.web.waiting import Waiting, waiting
from polku.kit import clock
from polku.know.rules.condition import RuleError
from polku.know.segments.changes import what_would_change
from polku.know.segments.errors import NameTaken
from polku.know.segments.models import Segment
from polku.know.segments.segments import create, unused
from polku.know.segments.templates.table import template, templates
from polku.know.segments.templates.template import Template
from polku.say.channels.registry import channels


@dataclass(frozen=True)
class Saving:
    """What comes of pressing *Save*: it is saved, or something is asked first. `told`: of which version it was told."""

    mine: Mine = field(default_factory=Mine)
    asked: Asking | None = None
    clash: Clash | None = None
    told: str = ""
    is_due: bool = False


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Asked, segment_id: int | None = None) -> HttpResponse:
    row = get_object_or_404(Segment, pk=segment_id, kind=Segment.Kind.RULE, archived_at=None) if segment_id else None
    campaign = waiting(request, request.POST.get("waiting") or request.GET.get("waiting")) if row is None else None
    stage, name = _stage(request, row, campaign), _name(request, row, campaign)
    do = request.POST.get("do", "")
    if do == "found":
        return render(request, "segments/builder/found.html", {"look": _look(request, stage, row)})
    saving, opened = Saving(), opened_with(row, request.POST)
    if request.method == "POST" and not do and not stage.fault and name.is_valid():
        try:
            saving = _saving(request, row, opened, name.cleaned_data["name"], stage.rule)
            if saving.is_due:
                kept = _keep(row, saving.mine, name.cleaned_data["name"], stage.rule, request)
                said = _("The segment is saved, and chosen here.") if campaign else _("The segment is saved.")
                messages.success(request, said)
                return redirect(campaign.address(kept)) if campaign else redirect("segment", kept.pk)
        except ChangedMeanwhile:
            return edit(request, segment_id)  # looked at anew: it is told now
        except NameTaken as taken:
            name.add_error("name", taken.sentence)
        except RuleError:
            messages.error(request, _("Not saved: see what is marked below."))
    # A page that works by itself counts at once; one with scripts asks for the count when it is there.
    seen = _look(request, stage, row) if request.method == "POST" and not request.htmx else None
    given: dict[str, Any] = {"segment": row, "name": name, "campaign": campaign, "opened": str(opened)}
    given |= {"change": saving.asked, "clash": saving.clash, "told": saving.told}
    return render(request, "segments/edit.html", _given(stage, seen) | given)


def _saving(request: Asked, row: Segment | None, opened: int, name: str, rule: Any) -> Saving:
    """Raises RuleError."""
    if row is None:
        return Saving(is_due=True)
    mine, pressed = mine_of(row, opened, name=name, rule=rule), request.POST.get("save")
    is_told = pressed in ("mine", "sure") and request.POST.get("told") == str(row.version)
    if not is_told and (clash := clash_of(row, opened, mine)):
        return Saving(clash=clash, told=str(row.version))
    asked = None if pressed == "sure" or mine.rule is None else asking_for(row, mine.rule)
    return Saving(mine, asked=asked, told=str(row.version) if is_told else "", is_due=asked is None)


def _given(stage: Stage, seen: Look | None) -> dict[str, Any]:
    cards = shown(stage.form, Known(), seen.said if seen else _unreadable(stage).said)
    is_empty = stage.rule == NOTHING
    offered = templates([one.name for one in channels()]) if is_empty else []
    given = {"is_late": is_late(), "templates": offered}
    return given | {"stage": stage, "cards": cards, "look": seen, "is_unsaved": bool(stage.form.past)}


def _unreadable(stage: Stage) -> Look:
    """What is said of a text that is no JSON: at the field, as of a row that is not finished."""
    said = {item_id: Said(faults=[stage.fault]) for item_id in stage.written.places.values()} if stage.fault else {}
    return Look(said=said, is_wrong=True)


def _look(request: Asked, stage: Stage, row: Segment | None) -> Look:
    if stage.fault:
        return _unreadable(stage)
    seen = look(stage.written, asker=f"builder {request.user.pk}")
    if row is not None and seen.count is not None and stage.rule != row.rule:
        try:
            seen.change = ask(lambda: what_would_change(row, stage.rule, clock.now()))
        except RuleError as problem:  # it would be made of itself
            seen.mark(stage.written, problem)
    return seen


def _stage(request: Asked, row: Segment | None, campaign: Waiting | None) -> Stage:
    if request.method == "POST":
        stage, begun_with = posted(request.POST), _template(request)
        return replaced(stage, begun_with.rule) if begun_with else stage
    if campaign is not None:
        return begun(campaign.rule or NOTHING)
    if row is None:
        return begun(_rule(request.GET.get("rule", "")))
    version = row.versions.filter(number=whole_number(request.GET.get("version")) or 0).first()
    return begun(version.rule) if version else begun(row.rule)


def _template(request: Asked) -> Template | None:
    """The one that was just chosen."""
    verb, _colon, key = request.POST.get("do", "").partition(":")
    return template(key, [one.name for one in channels()]) if verb == "begin" else None


def _names_of_templates() -> list[str]:
    return [str(one.name) for one in templates([one.name for one in channels()])]


def _rule(text: str) -> Any:
    """Of the address: a rule that another page begins with."""
    try:
        return json.loads(text) if text else NOTHING
    except (ValueError, RecursionError):
        return NOTHING


def _name(request: Asked, row: Segment | None, campaign: Waiting | None) -> NameForm:
    """What somebody wrote; else the name of the template that was just chosen, also instead of another template's."""
    if request.method == "POST" and not request.POST.get("do"):
        return NameForm(request.POST)
    name = request.POST.get("name", row.name if row is not None else request.GET.get("name", ""))
    begun_with = _template(request)
    if begun_with is not None and name.strip() in ("", *_names_of_templates()):
        name = unused(str(begun_with.name))
    return NameForm(initial={"name": name})


def _keep(row: Segment | None, mine: Mine, name: str, rule: Any, request: Asked) -> Segment:
    """Raises RuleError, NameTaken, ChangedMeanwhile."""
    if row is None:
        return create(name, rule=rule, by=request.user)
    return save(row, mine, by=request.user)
