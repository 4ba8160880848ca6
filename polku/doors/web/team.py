"""Settings of the team: its name, its money, its clock."""

from zoneinfo import available_timezones

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from polku.doors.web import team_holdout
from polku.doors.web.approval import setting as approval
from polku.doors.web.asked import Asked
from polku.know.orders.recount import change_currency
from polku.know.segments import segments
from polku.know.teams import trail

CURRENCIES = (
    "AUD BRL CAD CHF CNY CZK DKK EUR GBP HKD HUF IDR INR JPY KRW "
    "MXN MYR NOK NZD PHP PLN SEK SGD THB TRY TWD USD VND ZAR"
)


class TeamForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    currency = forms.ChoiceField(label=gettext_lazy("Currency"), choices=[(code, code) for code in CURRENCIES.split()])
    time_zone = forms.ChoiceField(
        label=gettext_lazy("Time zone"),
        choices=[(zone, zone.replace("_", " ")) for zone in sorted(available_timezones())],
    )


def settings(request: Asked, form: TeamForm | None = None) -> HttpResponse:
    """For everybody: who may not change it reads it, and finds the own choices of language and colours."""
    team = request.team
    stands = {"name": team.name, "currency": team.currency, "time_zone": team.time_zone}
    given = {
        "form": form or TeamForm(initial=stands),
        "holdout": team_holdout.shown(),
        "approval": approval.shown(request.user),
    }
    return render(request, "team/settings.html", given)


@require_POST
def team(request: Asked) -> HttpResponse:
    form = TeamForm(request.POST)
    if not form.is_valid():
        return settings(request, form=form)
    ours, given = request.team, form.cleaned_data
    was = {name: getattr(ours, name) for name in given}
    with transaction.atomic():
        ours.name, ours.time_zone = given["name"], given["time_zone"]
        ours.save(update_fields=["name", "time_zone"])
        is_recounted = change_currency(ours, given["currency"])
        before, after = trail.changed(was, given)
        if {"time_zone", "currency"} & after.keys():
            segments.ask_all_anew()
        if after:
            trail.note(request.user, "team.changed", subject=f"team:{ours.pk}", before=before, after=after)
    messages.success(request, _("Saved."))
    if is_recounted:
        messages.info(request, _("All orders are being counted again in the new currency; it takes a while."))
    return redirect("settings")
