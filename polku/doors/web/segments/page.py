"""One segment: who is in it, how that went, and what stands on it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from polku.doors.web.asked import Asked
from polku.doors.web.audience import SAMPLE, audience, on_list
from polku.doors.web.paging import whole_number
from polku.doors.web.segments.history import comings, curve_of, no_curve_yet
from polku.doors.web.segments.state import state_of
from polku.flow import USES
from polku.kit import clock
from polku.know.segments.models import Segment
from polku.know.segments.uses import uses
from polku.know.segments.words import in_words

MOST_SHOWN = 1_000
VERSIONS = 20


def segment(request: Asked, segment_id: int) -> HttpResponse:
    row = get_object_or_404(Segment, pk=segment_id)
    before = request.GET.get("before", "")
    came, more = comings(row, before)
    comings_given = {"segment": row, "comings": came, "more": f"{request.path}?before={more}#came" if more else ""}
    if request.htmx and before:
        return render(request, "segments/came.html", comings_given)
    found = on_list(row) if row.is_list else audience(row.rule, people=SAMPLE)
    used_by, now = uses(row, USES), clock.now()
    chart = curve_of(row, now)
    given: dict[str, Any] = {
        "segment": row,
        "found": found,
        "state": state_of(row),
        "chart": chart,
        "no_chart": "" if chart else no_curve_yet(row, now),
        **comings_given,
        "uses": used_by,
        "holders": [use for use in used_by if not use.is_past],
        "versions": [
            (one, in_words(one.rule)) for one in row.versions.select_related("by").order_by("-number")[:VERSIONS]
        ],
        "more_people": MOST_SHOWN if found.count and found.count > len(found.people) else None,
    }
    return render(request, "segments/segment.html", given)


def people(request: Asked, segment_id: int) -> HttpResponse:
    """Who is in it; `and`, `without`: and in another one as well, or not in it."""
    row = get_object_or_404(Segment, pk=segment_id)
    rule: Any = {"in_segment": row.pk}
    for word, form in (("and", lambda part: part), ("without", lambda part: {"not": part})):
        other = whole_number(request.GET.get(word))
        if other is not None and Segment.objects.filter(pk=other).exists():
            rule = {"all": [rule, form({"in_segment": other})]}
    shown = min(whole_number(request.GET.get("people")) or 50, MOST_SHOWN)
    found = audience(rule, people=shown)
    more = min(shown * 4, MOST_SHOWN) if found.count and found.count > shown and shown < MOST_SHOWN else None
    return render(request, "segments/people.html", {"segment": row, "found": found, "more_people": more})
