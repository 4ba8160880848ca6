"""Connecting an account, and changing its access: everything is tried before it is kept."""

import re
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from polku.doors.web.asked import Asked
from polku.doors.web.line.chosen import chosen
from polku.doors.web.line.form import KINDS, AccessForm, Kind
from polku.kit import clock
from polku.say.channels.line import accounts
from polku.say.channels.line.models import LineAccount
from polku.say.channels.line.setup import hook, keys
from polku.say.channels.line.setup.look import Heard, keep, look
from polku.say.channels.line.setup.probe import probe
from polku.say.channels.line.trouble import LineTrouble
from polku.say.channels.line.wrong import Wrong

SECRETS = ("secret", "token", "key")
NAME = re.compile(r"[^a-z0-9]+")


@never_cache
@sensitive_post_parameters(*SECRETS)
@require_http_methods(["GET", "HEAD", "POST"])
def connect(request: Asked) -> HttpResponse:
    form = AccessForm(request.POST if request.method == "POST" else None)
    if form.is_bound and request.POST.get("make") == "pair":
        return _page(request, "line/connect.html", AccessForm(initial=request.POST.dict()), pair=_pair())
    trouble = ""
    if form.is_bound and form.is_valid() and (heard := _tried(form)) is not None:
        trouble = _refused(request, heard)
        if not trouble and (row := _made(request, form)) is not None:
            keep(row, heard, now_ms=clock.now_ms())
            _begin_webhooks(request, row, heard)
            return redirect("settings line account", row.name)
    return _page(request, "line/connect.html", form, trouble=trouble)


@never_cache
@sensitive_post_parameters(*SECRETS)
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: Asked, account: str) -> HttpResponse:
    row = chosen(account)
    given: dict[str, Any] = {"account": row, "tab": "settings"}
    if request.method != "POST":
        return _page(request, "line/settings.html", AccessForm(initial=_kept(row), account=row), **given)
    if request.POST.get("make") == "pair":
        form = AccessForm(initial=request.POST.dict(), account=row)
        return _page(request, "line/settings.html", form, pair=_pair(), **given)
    form, trouble = AccessForm(request.POST, account=row), ""
    if form.is_valid() and (heard := _tried(form, chosen(account))) is not None:
        trouble = _refused(request, heard)
        if not trouble and _changed(request, form, row):
            keep(row, heard, now_ms=clock.now_ms())
            messages.success(request, _("Saved. It holds from now on."))
            return redirect("settings line settings", account)
    return _page(request, "line/settings.html", form, trouble=trouble, **given)


def _tried(form: AccessForm, row: LineAccount | None = None) -> Heard | None:
    """What LINE says to what was entered; None where it cannot be kept whatever LINE says."""
    data = form.cleaned_data
    name = "" if row is not None else data["name"] or _free_name(data["title"])
    try:
        return probe(form.values(), secret=data["secret"], key=data["sealable"], name=name, row=row)
    except Wrong as problem:
        _at_its_field(form, problem)
    return None


def _refused(request: Asked, heard: Heard) -> str:
    """Why LINE does not take it; "" where it does, or where it is to be kept all the same."""
    return "" if heard.trouble is None or request.POST.get("anyway") == "yes" else heard.trouble.sentence


def _made(request: Asked, form: AccessForm) -> LineAccount | None:
    data = form.cleaned_data
    name = data["name"] or _free_name(data["title"])
    try:
        return accounts.make(name, form.values(), secret=data["secret"], key=data["sealable"], by=request.user)
    except Wrong as problem:
        _at_its_field(form, problem)
    return None


def _changed(request: Asked, form: AccessForm, row: LineAccount) -> bool:
    data = form.cleaned_data
    try:
        accounts.change(row, form.values(), key=data["sealable"], by=request.user)
        if data["secret"]:
            accounts.change_secret(row, data["secret"], by=request.user)
    except Wrong as problem:
        _at_its_field(form, problem)
        return False
    return True


def _at_its_field(form: AccessForm, problem: Wrong) -> None:
    field = "token" if problem.field == "key" and form.cleaned_data["token_kind"] == Kind.LONG_LIVED else problem.field
    form.add_error(field if field in form.fields else "title", str(problem))


def _begin_webhooks(request: Asked, row: LineAccount, heard: Heard) -> None:
    """Where LINE delivers nowhere yet. Where it delivers to somebody else, the page asks first."""
    there = str((heard.webhook or {}).get("endpoint") or "")
    messages.success(request, _("Connected: {name}.").format(name=row.display_name or row.title))
    if heard.trouble is not None or hook.cannot_be_reached(row) or there not in ("", hook.address(row)):
        return
    try:
        hook.set_address(row, by=request.user)
        hook.test(row)
        look(row, now_ms=clock.now_ms())
    except LineTrouble as problem:
        messages.error(request, problem.trouble.sentence)


def _free_name(title: str) -> str:
    """From what the team calls it, as far as it is written in Latin letters: "Kahvila Shibuya" → kahvila_shibuya."""
    plain = NAME.sub("_", title.lower()).strip("_")[:20].strip("_")
    name = plain if plain[:1].isalpha() and plain.isascii() else "line"
    taken = set(LineAccount.objects.filter(name__startswith=name).values_list("name", flat=True))
    return next(one for one in (name, *(f"{name}_{number}" for number in range(2, 1_000))) if one not in taken)


def _pair() -> dict[str, str]:
    private = keys.make()
    return {"private": private, "public": keys.public(private)}


def _kept(row: LineAccount) -> dict[str, str]:
    return {name: getattr(row, name) for name in AccessForm.base_fields if name not in SECRETS}


def _page(request: Asked, template: str, form: AccessForm, **given: Any) -> HttpResponse:
    shown = {"form": form, "kinds": KINDS, **given}
    return render(request, template, shown, status=422 if form.is_bound else 200)
