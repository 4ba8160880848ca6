"""The plan for other calendars (iCalendar), at an address that is a secret."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_safe

from polku.act.plan import feeds
from polku.act.plan.items import LINE, POST, Item
from polku.kit import clock
from polku.know.teams.begin import the_team

if TYPE_CHECKING:
    from icalendar import Event

AGAIN = timedelta(hours=1)  # how often others are asked to read it


@require_safe
def plan(request: HttpRequest, token: str) -> HttpResponse:
    if feeds.member_of(token) is None:
        raise Http404
    from icalendar import Calendar  # nobody else needs it

    now = clock.now()
    calendar = Calendar()
    calendar.add("prodid", "-//polku//plan//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", the_team().name)
    calendar.add("refresh-interval", AGAIN, parameters={"VALUE": "DURATION"})
    for item in feeds.seen(now=now, **_wanted(request.GET)):
        calendar.add_component(_event(item, request))
    response = HttpResponse(calendar.to_ical(), content_type="text/calendar; charset=utf-8")
    response["Cache-Control"] = "private, max-age=300"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _wanted(given: QueryDict) -> dict[str, Any]:
    """The filters of the calendar, which stand in its address. One that cannot be read finds nothing."""
    segment = given.get("segment", "")
    number = int(segment) if segment.isdecimal() and segment.isascii() and len(segment) < 19 else 0
    return {
        "channel": given.get("channel", ""),
        "segment": number if segment else None,
        "store": given.get("store", ""),
    }


def _event(item: Item, request: HttpRequest) -> "Event":
    from icalendar import Event

    event = Event()
    event.add("uid", f"{item.key}@{request.get_host()}")
    event.add("dtstamp", clock.now())
    event.add("dtstart", item.at)
    event.add("dtend", item.at + feeds.LASTS)
    event.add("summary", item.title)
    event.add("status", "CANCELLED" if item.state == "skipped" else "CONFIRMED")
    event.add("transp", "TRANSPARENT")  # nobody is busy because of it
    event.add("url", request.build_absolute_uri(_address(item)))
    return event


def _address(item: Item) -> str:
    if item.kind == LINE:
        return reverse("settings line broadcast", args=[item.account, item.number])
    return reverse("plan post" if item.kind == POST else "campaign", args=[item.number])
