"""All stores, with whether they are open now; and those that events name and nobody has described."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from polku.doors.web.asked import Asked
from polku.kit import clock
from polku.kit.wall import shown
from polku.know.places.models import Store
from polku.know.places.opening import next_open, open_until
from polku.know.places.said import opening_of
from polku.know.places.stores import listed, not_described

ROWS = 50


@dataclass(frozen=True)
class Shown:
    store: Store
    is_open: bool
    told: str  # until when, or when it opens


@never_cache
@require_safe
def stores(request: Asked) -> HttpResponse:
    search = request.GET.get("query", "").strip()[:200].replace("\0", "")
    page = Paginator(listed(search), ROWS).get_page(request.GET.get("page"))
    now = clock.now()
    given = {
        "query": search,
        "page": page,
        "rows": [told(store, now) for store in page],
        "total": page.paginator.count,
        "not_described": not_described() if not search else [],
    }
    return render(request, "stores/stores.html", given)


def told(store: Store, now: datetime) -> Shown:
    opening = opening_of(store)
    if opening is None:
        return Shown(store, False, _("Hours are not known"))
    until = open_until(opening, now)
    if until is not None:
        return Shown(store, True, _("Open until {when}").format(when=_when(until, opening.zone, now)))
    opens = next_open(opening, now)
    if opens is None:
        return Shown(store, False, _("Does not open within a month"))
    return Shown(store, False, _("Opens {when}").format(when=_when(opens, opening.zone, now)))


def _when(at: datetime, zone: ZoneInfo, now: datetime) -> str:
    """By the store's own clock; the day only where it is another."""
    wall = shown(at, zone)
    clock_time = time_format(wall.time())
    return clock_time if wall.date() == shown(now, zone).date() else f"{date_format(wall, 'D j M')} {clock_time}"
