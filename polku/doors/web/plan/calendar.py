"""The calendar: by month, by week, as a list; whatever is planned, was sent, comes again, or is published by hand."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from polku.act.plan import feeds, holidays_of, items, moving
from polku.act.plan.items import Item
from polku.act.plan.problems import PlanError
from polku.act.plan.series import team_zone
from polku.doors.web.asked import Asked
from polku.doors.web.channel_names import titles
from polku.doors.web.paging import whole_number
from polku.doors.web.plan.links import icon_of, link_of, place_name
from polku.doors.web.plan.spans import LIST, MONTH, VIEWS, WEEK, Span, span
from polku.doors.web.plan.when import WhenForm
from polku.kit import clock
from polku.kit.wall import instant_of
from polku.know.places.stores import named_stores
from polku.know.segments.segments import current_segments
from polku.know.teams.rights import may

MOST_IN_A_DAY = 4  # of a month; more are told as a number


@dataclass(frozen=True)
class Seen:
    item: Item
    time: str
    wall: datetime
    href: str
    icon: str
    where: str
    is_movable: bool


@dataclass(frozen=True)
class Day:
    day: date
    name: str
    is_today: bool
    is_outside: bool
    holidays: list[str]
    seen: list[Seen]
    more: int = 0


@require_safe
def calendar(request: Asked) -> HttpResponse:
    zone, now = team_zone(), clock.now()
    today = now.astimezone(zone).date()
    shown = span(_view(request.GET.get("view", "")), _day(request.GET.get("day", "")) or today)
    channel, segment = request.GET.get("channel", ""), whole_number(request.GET.get("segment"))
    store = request.GET.get("store", "")[:100]
    since, until = shown.instants(zone)
    found = items.items(since, until, now=now, channel=channel, segment=segment, store=store)
    days = _days(shown, found, zone=zone, today=today, names=titles(), may_move=may(request.user, "campaigns.launch"))
    filters = (("channel", channel), ("segment", segment), ("store", store))
    kept = {name: value for name, value in filters if value}
    token = feeds.token_of(request.user)
    given: dict[str, Any] = {
        "span": shown,
        "days": days,
        "weekdays": [date_format(one.day, "D") for one in days[:7]],
        "title": _title(shown),
        "zone": zone.key,
        "is_empty": not found,
        "is_filtered": bool(kept),
        "channel": channel,
        "segment": segment,
        "channels": [*titles().items(), (items.HAND, _("Published by hand"))],
        "segments": current_segments(),
        "store": store,
        "stores": named_stores(),
        "before": _address(shown.view, shown.before, kept),
        "after": _address(shown.view, shown.after, kept),
        "now_at": _address(shown.view, today, kept),
        "views": [(name, label, _address(name, shown.day, kept)) for name, label in _views()],
        "countries": [(code, name) for code, name in holidays_of.known().items() if code in holidays_of.chosen()],
        "all_countries": holidays_of.known(),
        "feed": _feed(request, token, kept) if token else "",
        "back": request.get_full_path(),
    }
    return render(request, "plan/calendar.html", given)


@require_POST
def moved(request: Asked) -> HttpResponse:
    """To another day, at the time that it had, or at the one that came with it."""
    kind, _dash, number = request.POST.get("what", "").partition("-")
    pk, zone = whole_number(number.partition("-")[0]), team_zone()
    at = moving.when_of(kind, pk) if pk is not None else None
    wall = at.astimezone(zone) if at is not None else None
    given = request.POST.copy()
    given.setdefault("time", f"{wall:%H:%M}" if wall else "")
    form = WhenForm(given)
    if pk is None or wall is None:
        messages.error(request, _("It is too late to move it: it has gone, or it is over."))
    elif not form.is_valid():
        messages.error(request, _("Say the day."))
    else:
        there = datetime.combine(form.cleaned_data["day"], form.cleaned_data["time"])
        try:
            moving.move(kind, pk, at=instant_of(there, zone), by=request.user, now=clock.now())
            messages.success(request, _("Moved to %(when)s.") % {"when": _moment(there)})
        except PlanError as problem:
            messages.error(request, str(problem))
    view, day = _view(request.POST.get("view", "")), _day(request.POST.get("from", ""))
    return redirect(_address(view, day, {}) if day else reverse("plan"))


def _days(
    shown: Span, found: list[Item], *, zone: ZoneInfo, today: date, names: dict[str, str], may_move: bool
) -> list[Day]:
    by_day: dict[date, list[Seen]] = {}
    for item in found:
        local = item.at.astimezone(zone)
        by = ", ".join(names.get(name, name) for name in (item.channel, *item.others))
        where = place_name(item.place) if item.place else by
        seen = Seen(
            item, time_format(local, "H:i"), local, link_of(item), icon_of(item), where, may_move and item.is_movable
        )
        by_day.setdefault(local.date(), []).append(seen)
    free = holidays_of.between(shown.first, shown.last)
    days = []
    for day in shown.days():
        there = by_day.get(day, [])
        if shown.view == LIST and not there and day not in free:
            continue
        most = MOST_IN_A_DAY if shown.view == MONTH and len(there) > MOST_IN_A_DAY + 1 else len(there)
        name = date_format(day, "DATE_FORMAT")
        is_outside = shown.view == MONTH and day.month != shown.day.month
        days.append(Day(day, name, day == today, is_outside, free.get(day, []), there[:most], len(there) - most))
    return days


def _view(name: str) -> str:
    return name if name in VIEWS else MONTH


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _views() -> list[tuple[str, str]]:
    return [(MONTH, _("Month")), (WEEK, _("Week")), (LIST, _("List"))]


def _title(shown: Span) -> str:
    if shown.view == MONTH:
        return date_format(shown.day, "YEAR_MONTH_FORMAT")
    words = {"first": date_format(shown.first, "DATE_FORMAT"), "last": date_format(shown.last, "DATE_FORMAT")}
    return _("%(first)s – %(last)s") % words


def _moment(local: datetime) -> str:
    return f"{date_format(local, 'DATE_FORMAT')} {time_format(local, 'H:i')}"


def _feed(request: Asked, token: str, kept: dict[str, Any]) -> str:
    """With what the page shows only: others see the same."""
    address = request.build_absolute_uri(reverse("public plan", args=[token]))
    return f"{address}?{urlencode(kept)}" if kept else address


def _address(view: str, day: date, kept: dict[str, Any]) -> str:
    return f"{reverse('plan')}?{urlencode({'view': view, 'day': day.isoformat()} | kept)}"
