"""My account: name, language, time zone, password, and the browsers in which I am signed in."""

from zoneinfo import available_timezones

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from polku.doors.web import come_in, devices
from polku.doors.web.asked import Asked
from polku.doors.web.frame import languages
from polku.kit import clock
from polku.know.teams import rights
from polku.know.teams.access import recovery_codes, second_factor, sign_ins

ZONES = [(zone, zone.replace("_", " ")) for zone in sorted(available_timezones())]


class AccountForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Name"), max_length=200, required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=languages)
    time_zone = forms.ChoiceField(
        label=gettext_lazy("Time zone"), choices=[("", gettext_lazy("like this device")), *ZONES], required=False
    )


@never_cache
def account(request: Asked, *, form: AccountForm | None = None, flaws: list[str] | None = None) -> HttpResponse:
    """`flaws`: what is wrong with the new password that was asked for."""
    member, now = request.user, clock.now()
    first = {"name": member.name, "language": request.LANGUAGE_CODE, "time_zone": member.time_zone}
    here = request.sign_in.pk if request.sign_in is not None else 0
    given = {
        "form": form or AccountForm(initial=first),
        "flaws": flaws or [],
        "role": rights.role_name(member.role),
        "has_password": member.has_usable_password(),
        "is_on": second_factor.is_on(member),
        "codes_left": recovery_codes.left(member),
        "sign_ins": [
            (one, devices.device(one.agent), devices.is_phone(one.agent), one.pk == here)
            for one in sign_ins.of(member, now=now)
        ],
    }
    return render(request, "account/account.html", given, status=422 if flaws or form else 200)


@require_POST
def profile(request: Asked) -> HttpResponse:
    form = AccountForm(request.POST)
    if not form.is_valid():
        return account(request, form=form)
    member = request.user
    member.name, member.language = form.cleaned_data["name"].strip(), form.cleaned_data["language"]
    member.time_zone = form.cleaned_data["time_zone"]
    member.save(update_fields=["name", "language", "time_zone"])
    messages.success(request, _("Saved."))
    answer = redirect("account")
    come_in.speak(answer, member.language)
    return answer
