"""Settings of the team: its name, its money, its clock; sources and keys."""

from zoneinfo import available_timezones

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from polku.doors.web.asked import Asked
from polku.doors.web.segments import NameForm
from polku.know.orders.recount import change_currency
from polku.know.teams.keys import end_key, end_source
from polku.know.teams.models import ApiKey, Member, Source, create_api_key, create_source, is_in_use

CURRENCIES = (
    "AUD BRL CAD CHF CNY CZK DKK EUR GBP HKD HUF IDR INR JPY KRW "
    "MXN MYR NOK NZD PHP PLN SEK SGD THB TRY TWD USD VND ZAR"
)


ROLES: dict[str, str | Promise] = {"owner": gettext_lazy("owner")}


class TeamForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    currency = forms.ChoiceField(label=gettext_lazy("Currency"), choices=[(code, code) for code in CURRENCIES.split()])
    time_zone = forms.ChoiceField(
        label=gettext_lazy("Time zone"),
        choices=[(zone, zone.replace("_", " ")) for zone in sorted(available_timezones())],
    )


@never_cache
def settings(request: Asked, new_key: str = "", form: TeamForm | None = None) -> HttpResponse:
    """`new_key`: shown this once, right after it was made."""
    team = request.team
    given = {
        "form": form or TeamForm(initial={"name": team.name, "currency": team.currency, "time_zone": team.time_zone}),
        "sources": Source.objects.order_by("ended_at", "pk"),
        "keys": ApiKey.objects.select_related("created_by").order_by("ended_at", "-pk"),
        "members": [(member, ROLES.get(member.role, member.role)) for member in Member.objects.order_by("pk")],
        "new_key": new_key,
    }
    return render(request, "team/settings.html", given)


@require_POST
def team(request: Asked) -> HttpResponse:
    form = TeamForm(request.POST)
    if not form.is_valid():
        return settings(request, form=form)
    ours = request.team
    ours.name, ours.time_zone = form.cleaned_data["name"], form.cleaned_data["time_zone"]
    ours.save()
    messages.success(request, _("Saved."))
    if change_currency(ours, form.cleaned_data["currency"]):
        messages.info(request, _("All orders are being counted again in the new currency; it takes a while."))
    return redirect("settings")


@require_POST
def new_source(request: Asked) -> HttpResponse:
    name = NameForm(request.POST)
    if not name.is_valid():
        return redirect("settings")
    if is_in_use(name.cleaned_data["name"]):
        messages.error(request, _("There is a source of this name already. Give the new one another."))
    else:
        create_source(name.cleaned_data["name"])
        messages.success(request, _("The source is ready; its write key stands below."))
    return redirect("settings")


@require_POST
def ended_source(request: Asked, source_id: int) -> HttpResponse:
    end_source(get_object_or_404(Source, pk=source_id))
    messages.success(request, _("The write key no longer opens anything."))
    return redirect("settings")


@require_POST
def new_key(request: Asked) -> HttpResponse:
    name = NameForm(request.POST)
    if not name.is_valid():
        return redirect("settings")
    _row, key = create_api_key(name.cleaned_data["name"], by=request.user)
    return settings(request, new_key=key)


@require_POST
def ended_key(request: Asked, key_id: int) -> HttpResponse:
    end_key(get_object_or_404(ApiKey, pk=key_id))
    messages.success(request, _("The API key no longer opens anything."))
    return redirect("settings")
