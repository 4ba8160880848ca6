"""By what people would get a campaign, on the page from which it is sent, and how that is chosen."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from polku.act.campaigns.models import Campaign
from polku.act.campaigns.natives.foreseen import Foreseen
from polku.act.campaigns.natives.set_up import choose
from polku.act.campaigns.natives.several import LEAST_H, MOST_H, Several, Until, stored
from polku.act.campaigns.natives.wordings import by_version
from polku.act.campaigns.problems import AlreadyLaunched, NotReady
from polku.act.plan.schedule import plan_of, series_of
from polku.doors.web.asked import Asked
from polku.doors.web.channel_names import title_of, titles
from polku.doors.web.paging import whole_number
from polku.doors.web.wordings.languages import name_of

USUAL_H = 24


@dataclass(frozen=True)
class Coming:
    """One of its channels. `languages`: those in which it is written there besides everybody's, with people."""

    title: str
    people: int
    languages: list[tuple[str, int]]


def coming(row: Campaign, seen: Foreseen | None) -> dict[str, Any]:
    """What ways/coming.html needs; nothing of a campaign with one channel and one language."""
    if all(len(there) == 1 for there in by_version(row).values()):
        return {}
    known = titles()
    several = stored(row.several)
    return {
        "coming": _by_channel(seen, known) if seen is not None else [],
        "has_several": len({one.channel for there in by_version(row).values() for one in there}) > 1,
        "several": several,
        "order": [title_of(one, known) for one in dict.fromkeys(one.channel for one in by_version(row)[0])],
        "nowhere": seen.nowhere if seen is not None else 0,
        "fallback_h": several.fallback_h if several is not None and several.fallback_h else USUAL_H,
        "least_h": LEAST_H,
        "most_h": MOST_H,
    }


@require_POST
def chosen(request: Asked, campaign_id: int) -> HttpResponse:
    row = get_object_or_404(Campaign.objects.select_related("launch"), pk=campaign_id)
    if row.launched is not None or plan_of(row) or series_of(row):
        return redirect("campaign", row.pk)
    try:
        choose(row, _given(request), by=request.user)
        messages.success(request, _("Saved."))
    except NotReady as wrong:
        messages.error(request, str(wrong))
    except AlreadyLaunched:
        return redirect("campaign", row.pk)
    return redirect("campaign launch", row.pk)


def _given(request: Asked) -> Several | None:
    """“one”: by its own channel alone."""
    choice = request.POST.get("choice", "")
    if choice == "one":
        return None
    hours = whole_number(request.POST.get("fallback_h", "").strip()) or 0
    again = hours if request.POST.get("again") == "yes" else None
    until: Until = "opened" if request.POST.get("until") == "opened" else "clicked"
    return Several("best" if choice == "best" else "fixed", again, until)


def _by_channel(seen: Foreseen, known: dict[str, str]) -> list[Coming]:
    found: dict[str, list[tuple[str, int]]] = {}
    for one, count in seen.wordings:
        found.setdefault(one.channel, []).append((one.language, count))
    return [
        Coming(title_of(channel, known), sum(count for _language, count in there), _in_languages(there))
        for channel, there in found.items()
    ]


def _in_languages(there: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Of several versions together."""
    found: dict[str, int] = {}
    for language, count in there:
        found[language] = found.get(language, 0) + count
    return (
        [(name_of(tag) if tag else "", count) for tag, count in sorted(found.items())]
        if any(found) and len(found) > 1
        else []
    )
