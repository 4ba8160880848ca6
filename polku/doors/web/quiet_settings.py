"""Settings of quiet hours, below those of how often."""

from datetime import time

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from polku.act.plan.holidays_of import known
from polku.doors.web.asked import Asked
from polku.doors.web.often import PAGE, page
from polku.say.limits import quiet_hours
from polku.say.limits.problems import LimitError
from polku.say.limits.quiet import Hours


class QuietForm(forms.Form):
    country = forms.CharField(max_length=2, required=False)
    begins = forms.TimeField(initial="21:00")
    ends = forms.TimeField(initial="08:00")

    def hours(self) -> Hours:
        return Hours(_minutes(self.cleaned_data["begins"]), _minutes(self.cleaned_data["ends"]))


@require_POST
def said(request: Asked) -> HttpResponse:
    """For a country, or for wherever nothing else is said; in the place of what was said before."""
    form = QuietForm(request.POST)
    try:
        if form.is_valid():
            country = form.cleaned_data["country"]
            if country and country not in known():
                form.add_error("country", _("There is no such country."))
            else:
                quiet_hours.say(country, form.hours(), by=request.user)
                messages.success(request, _("Kept. It holds from now on, also for what is on its way."))
                return redirect(PAGE)
    except LimitError as problem:
        form.add_error(problem.field, str(problem))
    return page(request, quiet=form)


@require_POST
def removed(request: Asked) -> HttpResponse:
    quiet_hours.say(request.POST.get("country", ""), None, by=request.user)
    return redirect(PAGE)


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute
