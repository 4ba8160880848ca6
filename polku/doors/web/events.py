"""Events: what comes in right now, and how to send."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from polku.doors.web import shown, snippets
from polku.doors.web.arrived import Wanted, arrived
from polku.doors.web.asked import Asked
from polku.doors.web.paging import whole_number
from polku.know.events.models import Refusal
from polku.know.events.one import one_event
from polku.know.events.read import last_seq
from polku.know.teams.models import Source

KEPT = 300


def events(request: Asked) -> HttpResponse:
    after = whole_number(request.GET.get("after"))
    wanted = Wanted(request.GET.get("text", "").strip()[:100], request.GET.get("from") == "sources")
    end = last_seq()
    if after is not None and request.htmx:
        if end <= after:
            return HttpResponse(status=204)
        return render(request, "events/arrived.html", {"rows": arrived(wanted, after), "end": end, "wanted": wanted})
    given = {
        "rows": arrived(wanted, 0),
        "end": end,
        "wanted": wanted,
        "is_paused": "paused" in request.GET,
        "kept": KEPT,
        "refusals": Refusal.objects.count(),
    }
    if request.htmx and not request.htmx.boosted:
        return render(request, "events/tail.html", given)
    return render(request, "events/events.html", given)


def event(request: Asked, seq: int, index: int) -> HttpResponse:
    """What is inside of one event: the part that its row opens to, or a page of its own."""
    found = one_event(seq, index)
    if found is None:
        raise Http404
    given = {"event": found, "person": shown.people_of({found.identity_id}).get(found.identity_id)}
    if request.htmx:
        return render(request, "events/opened.html", given)
    source = Source.objects.filter(pk=found.source).values_list("name", flat=True).first()
    return render(request, "events/event.html", {**given, "source": source or "polku"})


def sources(request: Asked) -> HttpResponse:
    """Keys, and how to send with them."""
    among = Source.objects.filter(ended_at__isnull=True).order_by("name", "pk")
    rows = [(source, snippets.snippets(source)) for source in among]
    return render(request, "events/sources.html", {"rows": rows, "refusals": Refusal.objects.count()})
