"""Whose holidays the calendar shows, and the address at which other calendars read it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from polku.act.plan import feeds, holidays_of
from polku.act.plan.problems import PlanError
from polku.doors.web.asked import Asked
from polku.kit import clock


@require_POST
def holidays(request: Asked) -> HttpResponse:
    """Adds a country, or leaves one out."""
    try:
        if code := request.POST.get("without"):
            holidays_of.leave_out(code, by=request.user)
        else:
            holidays_of.choose(request.POST.get("country", ""), by=request.user)
    except PlanError as problem:
        messages.error(request, str(problem))
    return redirect("plan")


@require_POST
def feed(request: Asked) -> HttpResponse:
    """A new address; the one before opens nothing any more."""
    feeds.renew(request.user, now=clock.now())
    messages.success(request, _("This is your new address. Whoever knows it can read the plan."))
    return redirect("plan")


@require_POST
def feed_end(request: Asked) -> HttpResponse:
    feeds.end(request.user, now=clock.now())
    return redirect("plan")
