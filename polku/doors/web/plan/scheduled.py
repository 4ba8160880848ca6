"""A campaign that is planned: made so on the launch page, looked at, moved, taken back."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from polku.act.campaigns.approval.find import approved_of
from polku.act.campaigns.approval.models import Approval
from polku.act.campaigns.early.find import early_of
from polku.act.campaigns.models import Campaign
from polku.act.campaigns.natives.wordings import channels_of
from polku.act.campaigns.timing.timing import stored
from polku.act.plan import schedule, send, series, why
from polku.act.plan.models import Planned
from polku.act.plan.problems import PlanError
from polku.doors.web import way
from polku.doors.web.asked import Asked
from polku.doors.web.campaigns_words import audience_of
from polku.doors.web.channel_names import titles_of
from polku.doors.web.looked_at import looked_at
from polku.doors.web.plan.instants import told
from polku.doors.web.plan.when import AT, WhenForm, when_given
from polku.doors.web.policy import shows_pictures
from polku.doors.web.preview import preview
from polku.doors.web.wordings.looks import looks
from polku.kit import clock
from polku.know.people.consent.purposes import SERVICE
from polku.say.limits import quiet_hours
from polku.say.limits.caps import exempt


@require_safe
def instant(request: Asked) -> HttpResponse:
    """What the time means that stands in the form."""
    return render(request, "plan/instant.html", when_given(WhenForm(request.GET), chosen=AT))


def plan(request: Asked, row: Campaign, form: WhenForm) -> bool:
    """Whether it is planned now, or waits for approval; if not, the form says why. Raises NotReady, WaitsAlready."""
    if not form.is_valid():
        return False
    try:
        at, hours = form.instant().at, form.hours
        is_early = form.cleaned_data["early"]
        made = send.later(row, at=at, late_hours=hours, is_early=is_early, by=request.user, now=clock.now())
    except PlanError as problem:
        form.add_error("late_hours" if problem.field == "late_hours" else "time", str(problem))
        return False
    messages.success(request, _("It waits for approval.") if isinstance(made, Approval) else _("It is planned."))
    return True


def page(request: Asked, row: Campaign, planned: Planned, form: WhenForm | None = None) -> HttpResponse:
    """The page of a campaign that is planned."""
    zone = series.team_zone()
    local = planned.at.astimezone(zone)
    initial = {"day": f"{local:%Y-%m-%d}", "time": f"{local:%H:%M}", "late_hours": planned.late_hours}
    says = looks(request, row)
    here = next(one.row for one in says if one.is_here)
    given: dict[str, Any] = {
        "campaign": row,
        "says": says if len(says) > 1 else [],
        "keeps_quiet": row.purpose not in (SERVICE, *exempt()) and bool(quiet_hours.current()),
        "planned": planned,
        "told_at": told(planned.at, zone),
        "why": why.sentence(planned.trouble),
        "is_open": planned.state in (Planned.State.WAITING, Planned.State.HELD),
        "audience": audience_of(row),
        "channel": titles_of(channels_of(row)),
        "approved": approved_of(row),
        "timing": stored(row.timing).kind,
        **way.before(row, at=planned.at),
        "early": early_of(row),
        **when_given(form or WhenForm(initial=initial), chosen=AT),
        **(looked_at(here, as_id="", currency=request.team.currency) or _letter(request, here)),
    }
    status = 422 if form is not None and form.errors else 200
    return shows_pictures(render(request, "plan/scheduled.html", given, status=status))


@require_POST
def moved(request: Asked, campaign_id: int) -> HttpResponse:
    row = get_object_or_404(Campaign.objects.select_related("segment"), pk=campaign_id)
    planned = schedule.plan_of(row)
    if planned is None:
        return redirect("campaign", row.pk)
    form = WhenForm(request.POST)
    if not form.is_valid():
        return page(request, row, planned, form)
    try:
        schedule.move(planned, at=form.instant().at, late_hours=form.hours, by=request.user, now=clock.now())
    except PlanError as problem:
        form.add_error("late_hours" if problem.field == "late_hours" else "time", str(problem))
        return page(request, row, planned, form)
    messages.success(request, _("It goes at the new time."))
    return redirect("campaign", row.pk)


@require_POST
def taken_back(request: Asked, campaign_id: int) -> HttpResponse:
    row = get_object_or_404(Campaign, pk=campaign_id)
    planned = schedule.plan_of(row)
    try:
        if planned is not None:
            schedule.take_back(planned, by=request.user, now=clock.now())
            messages.success(request, _("It is a draft again and does not go by itself."))
    except PlanError as problem:
        messages.error(request, str(problem))
    return redirect("campaign", row.pk)


def _letter(request: Asked, row: Campaign) -> dict[str, Any]:
    written = {"subject": row.subject, "body": row.body}
    return preview(written, as_id="", query="", currency=request.team.currency)
