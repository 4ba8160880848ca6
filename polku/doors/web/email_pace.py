"""How fast letters go: the warm-up plan of the sending domain, and the most for single receiving domains."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from polku.doors.web.asked import Asked
from polku.kit import clock
from polku.know.teams import trail
from polku.say.channels.email.channel import Email
from polku.say.channels.email.models import DomainPace, WarmUp
from polku.say.channels.email.pace import domains, warm_up
from polku.say.channels.email.settings import Wrong, current, sender_domain
from polku.say.outbox.models import Message
from polku.say.outbox.packed.models import MessageCounted

PAGE = "settings email pace"


class PlanForm(forms.Form):
    first = forms.IntegerField()
    growth = forms.IntegerField()
    goal = forms.IntegerField()


class DomainForm(forms.Form):
    domain = forms.CharField(max_length=253)
    per_minute = forms.IntegerField()


@never_cache
@require_safe
def pace(request: Asked) -> HttpResponse:
    return _page(request, _new_plan(), DomainForm())


@require_POST
def begun_plan(request: Asked) -> HttpResponse:
    server, form = current(), PlanForm(request.POST)
    if server is None:
        return redirect("settings email")
    try:
        if form.is_valid():
            with transaction.atomic():
                row = warm_up.begin(sender_domain(server), **form.cleaned_data, by=request.user, now=clock.now())
                after = {"domain": row.domain, **form.cleaned_data}
                trail.note(request.user, "email.warm_up_begun", subject="email", after=after)
            messages.success(request, _("The plan begins today."))
            return redirect(PAGE)
    except Wrong as problem:
        form.add_error(problem.field, str(problem))
    return _page(request, form, DomainForm())


@require_POST
def ended_plan(request: Asked) -> HttpResponse:
    server = current()
    if server is not None:
        domain = sender_domain(server)
        with transaction.atomic():
            if warm_up.end(domain, by=request.user, now=clock.now()):
                trail.note(request.user, "email.warm_up_ended", subject="email", before={"domain": domain})
        messages.success(request, _("The plan has ended. What waits goes on its own day, everything new at once."))
    return redirect(PAGE)


@require_POST
def kept_domain(request: Asked) -> HttpResponse:
    form = DomainForm(request.POST)
    try:
        if form.is_valid():
            with transaction.atomic():
                row = domains.keep(**form.cleaned_data, by=request.user, now=clock.now())
                after = {"domain": row.domain, "per_minute": row.per_minute}
                trail.note(request.user, "email.pace_set", subject="email", after=after)
            return redirect(PAGE)
    except Wrong as problem:
        form.add_error(problem.field, str(problem))
    return _page(request, _new_plan(), form)


@require_POST
def removed_domain(request: Asked) -> HttpResponse:
    domain = request.POST.get("domain", "")
    with transaction.atomic():
        if domains.remove(domain):
            trail.note(request.user, "email.pace_removed", subject="email", before={"domain": domain})
    return redirect(PAGE)


def _page(request: Asked, plan: PlanForm, domain: DomainForm) -> HttpResponse:
    server = current()
    if server is None:
        return redirect("settings email")
    row = warm_up.open_for(sender_domain(server))
    given = {
        "domain": sender_domain(server),
        "plan": _shown(row) if row is not None else None,
        "form": plan,
        "domain_form": domain,
        "domains": DomainPace.objects.select_related("changed_by").order_by("domain"),
    }
    is_wrong = bool(plan.errors or domain.errors)
    return render(request, "email/pace.html", given, status=422 if is_wrong else 200)


def _new_plan() -> PlanForm:
    return PlanForm(initial={"first": warm_up.FIRST, "growth": warm_up.GROWTH, "goal": warm_up.GOAL})


def _shown(row: WarmUp) -> dict[str, Any]:
    days, today = warm_up.plan_of(row), warm_up.today(row, now=clock.now())
    number = len(days) if today is None else today.number
    return {
        "row": row,
        "today": today,
        "waiting": _waiting() if today is not None and today.taken >= today.most else 0,
        "number": number + 1,
        "count": len(days),
        "days": [(at + 1, most, at < number, at == number) for at, most in enumerate(days)],
    }


def _waiting() -> int:
    """Letters of campaigns that wait for another day."""
    rows = MessageCounted.objects.filter(channel=Email.name, campaign_id__isnull=False, state=Message.State.ASKED)
    return sum(rows.values_list("count", flat=True))
