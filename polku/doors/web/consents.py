"""What one person allows: shown on their page with where it comes from, and noted for them when they say so."""

from dataclasses import dataclass

import msgspec
from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from polku.doors.web import shown
from polku.doors.web.asked import Asked
from polku.doors.web.consent_card import NOTED, SOURCES, card, ways
from polku.doors.web.person import wanted
from polku.kit import ids
from polku.know.people import find
from polku.know.people.consent import links
from polku.know.people.consent.history import history
from polku.know.people.consent.models import Consent, ConsentTopic
from polku.know.people.consent.purposes import purposes
from polku.know.people.consent.record import GIVEN, WITHDRAWN, Statement, record
from polku.know.people.models import Profile
from polku.know.teams import trail

PERSON_REASON = 300


@dataclass(frozen=True)
class Line:
    """A saying, with words for its keys."""

    row: Consent
    purpose: str | Promise
    channel: str | Promise
    topic: str
    source: str | Promise
    proof: list[tuple[str, str]]


class NotedForm(forms.Form):
    said = forms.ChoiceField(choices=[(GIVEN, GIVEN), (WITHDRAWN, WITHDRAWN)])
    purpose = forms.CharField(max_length=40)
    channel = forms.CharField(max_length=40, required=False)
    reason = forms.CharField(max_length=PERSON_REASON, label=gettext_lazy("How do you know?"))


def consents(request: Asked, public_id: str) -> HttpResponse:
    """All that they ever said."""
    return _page(request, wanted(public_id), NotedForm())


@require_POST
def note(request: Asked, public_id: str) -> HttpResponse:
    """Note what they say now."""
    profile, form = wanted(public_id), NotedForm(request.POST)
    if not form.is_valid() or not _is_known(form):
        return _page(request, profile, form, status=422)
    _note(request, profile, form)
    messages.success(request, _("Noted. It holds from now on."))
    return redirect("person consents", ids.public(profile.id))


def _page(request: Asked, profile: Profile, form: NotedForm, *, status: int = 200) -> HttpResponse:
    given = {
        "person": shown.person(profile),
        "form": form,
        "lines": lines(profile),
        "own_page": links.preferences_url(profile.id),
        **card(profile),
    }
    return render(request, "people/consents.html", given, status=status)


def lines(profile: Profile) -> list[Line]:
    names = {one.key: one.name for one in purposes()}
    about = dict(ConsentTopic.objects.values_list("key", "name"))
    by_what = ways()
    return [
        Line(
            row,
            names.get(row.purpose, row.purpose) if row.purpose else _("Everything"),
            by_what.get(row.channel, row.channel) if row.channel else "",
            about.get(row.topic, row.topic),
            SOURCES.get(row.source, row.source),
            _proof(row),
        )
        for row in history(profile.id)
    ]


def _proof(row: Consent) -> list[tuple[str, str]]:
    said: dict[str, object] = msgspec.json.decode(row.proof)
    return [
        (name, value if isinstance(value, str) else msgspec.json.encode(value).decode()) for name, value in said.items()
    ]


def _is_known(form: NotedForm) -> bool:
    given = form.cleaned_data
    return given["purpose"] in {one.key for one in purposes()} and given["channel"] in {"", *ways()}


def _note(request: Asked, profile: Profile, form: NotedForm) -> None:
    given = form.cleaned_data
    leading = find.identities_of(profile.id)[0]
    told = Statement(
        (leading.kind, leading.value),
        given["said"],
        given["purpose"],
        given["channel"],
        source=NOTED,
        proof={"reason": given["reason"]},
        by=request.user.email,
    )
    after = {name: given[name] for name in ("purpose", "channel", "reason")}
    with transaction.atomic():
        record([told])
        trail.note(request.user, f"consent.{given['said']}", subject=f"person:{ids.public(profile.id)}", after=after)
