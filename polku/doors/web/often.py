"""Settings of how often one person is written to."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from polku.act.plan.holidays_of import known
from polku.doors.web.asked import Asked
from polku.doors.web.national import offered
from polku.say.limits import caps, quiet_hours, sunset
from polku.say.limits.national import checked_on
from polku.say.limits.problems import LimitError
from polku.say.limits.quiet import clock_of
from polku.say.limits.terms import Terms
from polku.say.limits.words import DAY_H, kind_name, purpose_name, sentence

PAGE = "settings often"


class CapForm(forms.Form):
    most = forms.IntegerField(initial=2)
    number = forms.IntegerField(initial=7)
    unit = forms.ChoiceField(choices=[("days", gettext_lazy("days")), ("hours", gettext_lazy("hours"))], initial="days")
    kind = forms.CharField(max_length=40, required=False)
    purpose = forms.CharField(max_length=40, required=False)

    def terms(self) -> Terms:
        said = self.cleaned_data
        hours = said["number"] * (DAY_H if said["unit"] == "days" else 1)
        return Terms(said["most"], hours, said["kind"], said["purpose"])


@never_cache
@require_safe
def often(request: Asked) -> HttpResponse:
    return page(request)


@require_POST
def added_cap(request: Asked) -> HttpResponse:
    form = CapForm(request.POST)
    try:
        if form.is_valid():
            caps.add(form.terms(), by=request.user)
            messages.success(request, _("Kept. It holds from now on, also for what is on its way."))
            return redirect(PAGE)
    except LimitError as problem:
        field = {"hours": "number", "channel": "kind"}.get(problem.field, problem.field)
        form.add_error(field or None, str(problem))
    return page(request, cap=form)


@require_POST
def removed_cap(request: Asked, number: int) -> HttpResponse:
    caps.remove(number, by=request.user)
    return redirect(PAGE)


def page(
    request: Asked,
    *,
    cap: forms.Form | None = None,
    quiet: forms.Form | None = None,
    late: forms.Form | None = None,
) -> HttpResponse:
    """With a form that could not be taken, as it was filled in."""
    names = known()
    given = {
        "form": cap or CapForm(),
        "caps": [(row, sentence(caps.terms_of(row))) for row in caps.caps()],
        "kinds": [(kind, kind_name(kind)) for kind in caps.kinds()],
        "purposes": [(purpose, purpose_name(purpose)) for purpose in caps.purposes_limited()],
        "quiet": quiet,
        "quiet_hours": [
            (row, names.get(row.country, row.country), clock_of(row.begins), clock_of(row.ends))
            for row in quiet_hours.quiet_hours()
        ],
        "countries": names.items(),
        "national": offered(names),
        "checked_on": checked_on(),
        "zone": request.team.time_zone,
        "late": late,
        "sunset": sunset.current(),
        "sunset_count": sunset.count(),
    }
    return render(request, "limits/often.html", given, status=422 if cap or quiet or late else 200)
