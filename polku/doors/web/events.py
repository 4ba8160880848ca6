"""Events: what comes in right now, and how to send."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render

from polku.doors.web import kinds, shown, snippets
from polku.doors.web.asked import Asked
from polku.doors.web.paging import whole_number
from polku.know.events.event import Event
from polku.know.events.models import Refusal
from polku.know.events.newest import newest
from polku.know.events.read import last_seq
from polku.know.teams.models import Source

ROWS = 60
KEPT = 300


@dataclass(frozen=True)
class Arrived:
    event: Event
    person: shown.Person | None
    source: str
    icon: str
    tone: str


def events(request: Asked) -> HttpResponse:
    after, text = whole_number(request.GET.get("after")), request.GET.get("text", "").strip()[:100]
    end = last_seq()
    if after is not None and request.htmx:
        if end <= after:
            return HttpResponse(status=204)
        return render(request, "events/arrived.html", {"rows": arrived(text, after), "end": end, "text": text})
    given = {
        "rows": arrived(text, 0),
        "end": end,
        "text": text,
        "is_paused": "paused" in request.GET,
        "kept": KEPT,
        "refusals": Refusal.objects.count(),
    }
    if request.htmx and not request.htmx.boosted:
        return render(request, "events/tail.html", given)
    return render(request, "events/events.html", given)


def sources(request: Asked) -> HttpResponse:
    """Keys, and how to send with them."""
    among = Source.objects.filter(ended_at__isnull=True).order_by("name", "pk")
    rows = [(source, snippets.snippets(source)) for source in among]
    return render(request, "events/sources.html", {"rows": rows, "refusals": Refusal.objects.count()})


def arrived(text: str, after: int) -> list[Arrived]:
    """The newest events that came after a place, newest first; with a text, those that speak of it."""
    found = newest(limit=ROWS * 5 if text else ROWS, after=after)
    if text:
        found = [event for event in found if _speaks_of(event, text.casefold())][:ROWS]
    people = shown.people_of({event.identity_id for event in found})
    names = dict(Source.objects.values_list("pk", "name"))
    return [
        Arrived(event, people.get(event.identity_id), names.get(event.source, "polku"), *kinds.event_look(event.name))
        for event in found
    ]


def _speaks_of(event: Event, text: str) -> bool:
    texts = (event.name, event.identity[1], bytes(event.given.properties).decode(), bytes(event.given.traits).decode())
    return any(text in one.casefold() for one in texts)
