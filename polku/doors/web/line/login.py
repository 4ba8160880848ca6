"""LINE Login of an account: its channel, and how customers connect."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from polku.doors.web.asked import Asked
from polku.doors.web.line.chosen import chosen
from polku.say.channels.line.linking import login as logins
from polku.say.channels.line.wrong import Wrong


class LoginForm(forms.Form):
    """A secret that is left empty stays as it is, where there is one."""

    channel_id = forms.CharField(max_length=40)
    secret = forms.CharField(max_length=200, required=False)
    leads_friends = forms.BooleanField(required=False)
    login_base = forms.URLField(max_length=300, required=False, assume_scheme="https")


@never_cache
@sensitive_post_parameters("secret")
@require_http_methods(["GET", "HEAD", "POST"])
def login(request: Asked, account: str) -> HttpResponse:
    row = chosen(account)
    kept = logins.login_of(row)
    usual = {"login_base": logins.usual_base(row)}
    initial = usual if kept is None else {name: getattr(kept, name) for name in logins.SHOWN}
    form = LoginForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            logins.keep(row, **form.cleaned_data, by=request.user)
        except Wrong as problem:
            form.add_error(problem.field, str(problem))
        else:
            messages.success(request, _("Saved. It holds from now on."))
            return redirect("settings line login", account)
    given = {"account": row, "tab": "login", "form": form, "login": kept, "back": logins.back_address(row)}
    return render(request, "line/login.html", given, status=422 if form.errors else 200)


@require_POST
def ended(request: Asked, account: str) -> HttpResponse:
    logins.end(chosen(account), by=request.user)
    messages.success(request, _("Ended. Who is connected stays so."))
    return redirect("settings line login", account)
