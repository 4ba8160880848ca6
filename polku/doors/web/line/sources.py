"""Where friends of a LINE account come from: addresses and codes to hang up, counts, and the first message."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from polku.act.greetings.models import Greeting
from polku.doors.web.asked import Asked
from polku.doors.web.line.chosen import chosen
from polku.doors.web.line.greeting_card import card_of
from polku.doors.web.policy import shows_pictures
from polku.doors.web.widgets.qr import picture
from polku.say.channels.line.models import LineAccount
from polku.say.channels.line.sources import make
from polku.say.channels.line.sources.addresses import add_friend, address
from polku.say.channels.line.sources.arrivals import Counts, counts
from polku.say.channels.line.sources.models import LineSource

Kind = LineSource.Kind
KINDS = {
    Kind.STORE: gettext_lazy("Store"),
    Kind.POSTER: gettext_lazy("Poster"),
    Kind.TILL: gettext_lazy("Till"),
    Kind.CAMPAIGN: gettext_lazy("Campaign"),
    Kind.WEB: gettext_lazy("Web page"),
}
ICONS = {
    Kind.STORE: "building-store",
    Kind.POSTER: "photo",
    Kind.TILL: "shopping-cart",
    Kind.CAMPAIGN: "speakerphone",
    Kind.WEB: "world",
}


class SourceForm(forms.Form):
    title = forms.CharField(max_length=100)
    kind = forms.ChoiceField(choices=list(KINDS.items()), initial=Kind.POSTER)
    line = forms.CharField(max_length=100, required=False)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sources(request: Asked, account: str) -> HttpResponse:
    row = chosen(account)
    form = SourceForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        made = make.make(row, **form.cleaned_data, by=request.user)
        return redirect("settings line source", account, made.pk)
    rows = make.current([row.pk])
    found = counts([one.pk for one in rows])
    greeted = set(Greeting.objects.filter(account=row, ended_at__isnull=True).values_list("source_id", flat=True))
    given = {
        "account": row,
        "tab": "sources",
        "rows": [(one, ICONS[Kind(one.kind)], found.get(one.pk, Counts()), one.pk in greeted) for one in rows],
        "form": form,
        "kinds": list(KINDS.items()),
        "can_lead_on": bool(add_friend(row)),
        **card_of(row, None, currency=request.team.currency),
    }
    return shows_pictures(render(request, "line/sources.html", given, status=422 if form.errors else 200))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def source(request: Asked, account: str, source_id: int) -> HttpResponse:
    row = chosen(account)
    one = _one(row, source_id)
    said = {"title": one.title, "kind": one.kind, "line": one.line}
    form = SourceForm(request.POST if request.method == "POST" else None, initial=said)
    if form.is_bound and form.is_valid():
        make.change(one, **form.cleaned_data, by=request.user)
        messages.success(request, _("Saved. It holds from now on."))
        return redirect("settings line source", account, source_id)
    given = {
        "account": row,
        "tab": "sources",
        "source": one,
        "address": address(one),
        "code": picture(address(one)),
        "counts": counts([one.pk]).get(one.pk, Counts()),
        "form": form,
        "kinds": list(KINDS.items()),
        "can_lead_on": bool(add_friend(row)),
        **card_of(row, one, currency=request.team.currency),
    }
    return shows_pictures(render(request, "line/source.html", given, status=422 if form.errors else 200))


@require_POST
def ended(request: Asked, account: str, source_id: int) -> HttpResponse:
    make.end(_one(chosen(account), source_id), by=request.user)
    messages.success(request, _("Ended. Its code still leads on to LINE, but nobody is counted any more."))
    return redirect("settings line sources", account)


def _one(row: LineAccount, source_id: int) -> LineSource:
    found: LineSource = get_object_or_404(LineSource, pk=source_id, account=row, ended_at__isnull=True)
    return found
