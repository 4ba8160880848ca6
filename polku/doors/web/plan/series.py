"""A campaign that goes again and again: composing its rhythm, and the page of one that runs."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from polku.act.campaigns.approval.find import approved_of, waiting_of
from polku.act.campaigns.approval.models import Approval
from polku.act.campaigns.approval.problems import WaitsAlready
from polku.act.campaigns.models import Campaign
from polku.act.campaigns.natives.wordings import channels_of
from polku.act.campaigns.problems import AlreadyLaunched, NotReady
from polku.act.campaigns.timing.choose import choose
from polku.act.campaigns.timing.timing import OWN_CLOCK, STORE_OPEN, TOGETHER, Timing, stored
from polku.act.plan import occurrences, schedule, send, series, why
from polku.act.plan.models import Planned, Series
from polku.act.plan.problems import PlanError
from polku.act.plan.rhythm import DAY, WEEK, Rhythm
from polku.act.plan.words import in_words
from polku.doors.web.asked import Asked
from polku.doors.web.campaigns_words import audience_of
from polku.doors.web.channel_names import titles_of
from polku.doors.web.plan.instants import Told, told
from polku.doors.web.plan.series_form import NEVER, SeriesForm, choices
from polku.kit import clock
from polku.know.places.of_people import is_any

MOST_SHOWN = 50


@require_http_methods(["GET", "HEAD", "POST"])
def compose(request: Asked, campaign_id: int) -> HttpResponse:
    """The rhythm, and the next five dates of it while it is written."""
    row = get_object_or_404(Campaign.objects.select_related("launch", "segment"), pk=campaign_id)
    if row.launched is not None or schedule.plan_of(row) or schedule.series_of(row) or waiting_of(row):
        return redirect("campaign", row.pk)
    data = request.POST if request.method == "POST" else request.GET
    form = SeriesForm(data) if data else SeriesForm(initial=_usual())
    zone = series.team_zone()
    rhythm = form.rhythm() if data else None
    if rhythm is not None and request.method == "POST" and _begin(request, row, form, rhythm):
        return redirect("campaign", row.pk)
    given: dict[str, Any] = {
        "campaign": row,
        "form": form,
        "zone": zone.key,
        "has_stores": is_any(),
        "audience": audience_of(row),
        "channel": titles_of(channels_of(row)),
        "is_asked": bool(data),
        "said": in_words(rhythm) if rhythm else "",
        "next_five": _next(rhythm, zone, since=clock.now()) if rhythm else [],
        **choices(form),
    }
    is_part = request.htmx and request.method != "POST"
    status = 422 if request.method == "POST" else 200
    return render(request, "plan/next.html" if is_part else "plan/series_new.html", given, status=status)


def page(request: Asked, row: Campaign, found: Series) -> HttpResponse:
    """The page of the campaign that a series says."""
    made = Planned.objects.filter(series=found).select_related("campaign").order_by("-number")[:MOST_SHOWN]
    zone = ZoneInfo(found.zone)
    coming = series.coming(found, since=clock.now())
    given = {
        "campaign": row,
        "series": found,
        "said": in_words(series.rhythm_of(found)),
        "next_five": [told(one.at, zone) for one in coming],
        "why": why.sentence(found.trouble),
        "made": [(one, why.sentence(one.trouble)) for one in made],
        "audience": audience_of(row),
        "channel": titles_of(channels_of(row)),
        "approved": approved_of(row),
        "timing": stored(row.timing).kind,
    }
    return render(request, "plan/series.html", given)


@require_POST
def paused(request: Asked, campaign_id: int) -> HttpResponse:
    return _done(request, campaign_id, series.pause, _("It pauses. What would have gone meanwhile is left out."))


@require_POST
def resumed(request: Asked, campaign_id: int) -> HttpResponse:
    return _done(request, campaign_id, series.resume, _("It goes on."))


@require_POST
def agreed(request: Asked, campaign_id: int) -> HttpResponse:
    return _done(request, campaign_id, _agree, _("It goes on with what the campaign says now."))


@require_POST
def ended(request: Asked, campaign_id: int) -> HttpResponse:
    return _done(request, campaign_id, series.end, _("It is over. What has gone stays."))


def _begin(request: Asked, row: Campaign, form: SeriesForm, rhythm: Rhythm) -> bool:
    together = STORE_OPEN if form.cleaned_data["store_open"] else TOGETHER
    kind = OWN_CLOCK if form.cleaned_data["own_clock"] else together
    try:
        choose(row, Timing(kind), by=request.user)
        made = send.again(row, rhythm, late_hours=form.hours, by=request.user, now=clock.now())
    except PlanError as problem:
        form.add_error(problem.field if problem.field in form.fields else None, str(problem))
        return False
    except (NotReady, AlreadyLaunched, WaitsAlready) as problem:
        form.add_error(None, str(problem) or str(problem.__doc__))
        return False
    is_asked = isinstance(made, Approval)
    messages.success(request, _("It waits for approval.") if is_asked else _("It goes again and again from now on."))
    return True


def _done(request: Asked, campaign_id: int, do: Any, sentence: str) -> HttpResponse:
    row = get_object_or_404(Campaign, pk=campaign_id)
    found = schedule.series_of(row)
    if found is None:
        return redirect("campaign", row.pk)
    try:
        do(found, by=request.user, now=clock.now())
        messages.success(request, sentence)
    except (PlanError, NotReady) as problem:
        messages.error(request, str(problem))
    return redirect("campaign", row.pk)


def _agree(found: Series, *, by: Any, now: datetime) -> None:
    series.agree(found, by=by)


def _usual() -> dict[str, Any]:
    here = clock.now().astimezone(series.team_zone())
    return {
        "unit": WEEK, "every": 1, "days": [str(here.isoweekday())], "on": DAY, "day": here.day, "nth": "1",
        "weekday": str(here.isoweekday()), "time": "11:00", "begins": here.date().isoformat(), "ends": NEVER,
        "late_hours": 3,
    }  # fmt: skip


def _next(rhythm: Rhythm, zone: ZoneInfo, *, since: datetime) -> list[Told]:
    return [told(one.at, zone) for one in occurrences.coming(rhythm, zone, since=since)]
