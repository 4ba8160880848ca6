"""Settings of who no longer responds, below those of how often."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from polku.doors.web.asked import Asked
from polku.doors.web.often import PAGE, page
from polku.say.limits import sunset
from polku.say.limits.problems import LimitError


class SunsetForm(forms.Form):
    messages = forms.IntegerField()
    days = forms.IntegerField()


@require_POST
def said(request: Asked) -> HttpResponse:
    form = SunsetForm(request.POST)
    try:
        if form.is_valid():
            sunset.say(form.cleaned_data["messages"], form.cleaned_data["days"], by=request.user)
            messages.success(request, _("Kept. Who is meant is looked up within a minute, and then once a day."))
            return redirect(PAGE)
    except LimitError as problem:
        form.add_error({"most": "messages"}.get(problem.field, problem.field), str(problem))
    return page(request, late=form)


@require_POST
def ended(request: Asked) -> HttpResponse:
    sunset.end(by=request.user)
    return redirect(PAGE)
