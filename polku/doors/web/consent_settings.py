"""What the team asks people to allow: purposes and what they stand on, topics, and the words."""

from typing import cast, get_args

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.validators import ProhibitNullCharactersValidator
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from polku.doors.web.asked import Asked
from polku.kit import clock
from polku.know.people.consent import purposes, topics, wordings
from polku.know.people.consent.purposes import BASIS_NAMES, Basis
from polku.know.segments import segments
from polku.know.teams import trail

# Those of customers' pages, each under its own name.
TONGUES = {"en": "English", "ja": "日本語", "zh-hans": "简体中文", "fr": "Français", "fi": "Suomi", "hi": "हिन्दी"}
NO_NUL = ProhibitNullCharactersValidator()


class PurposeForm(forms.Form):
    name = forms.CharField(max_length=100, required=False, validators=[NO_NUL])
    about = forms.CharField(max_length=500, required=False, validators=[NO_NUL])
    basis = forms.ChoiceField(choices=[(basis, basis) for basis in get_args(Basis)])


class TopicForm(forms.Form):
    name = forms.CharField(max_length=100, validators=[NO_NUL])
    about = forms.CharField(max_length=500, required=False, validators=[NO_NUL])


class WordingForm(forms.Form):
    purpose = forms.CharField(max_length=40)
    language = forms.ChoiceField(choices=[(code, code) for code in TONGUES])
    text = forms.CharField(max_length=4_000, validators=[NO_NUL])


def consent(request: Asked) -> HttpResponse:
    tongue = request.GET.get("language", "")
    tongue = tongue if tongue in TONGUES else "en"
    asked = [one for one in purposes.purposes() if one.basis != "not_needed"]
    given = {
        "purposes": purposes.purposes(),
        "bases": BASIS_NAMES,
        "topics": topics.topics(),
        "wordings": [(one, wordings.wording(one.key, language=tongue, team=request.team.name)) for one in asked],
        "tongue": tongue,
        "tongues": TONGUES.items(),
        "sign_up": f"{settings.BASE_URL}/p/sign-up/website",
    }
    return render(request, "team/consent.html", given)


@require_POST
def purpose(request: Asked, key: str = "") -> HttpResponse:
    """Change one, or add an own one."""
    form = PurposeForm(request.POST)
    known = {one.key: one for one in purposes.purposes()}
    if key and key not in known:
        raise Http404
    if not form.is_valid() or not (key or form.cleaned_data["name"].strip()):
        return _not_kept(request)
    said = form.cleaned_data
    wanted, basis = key or purposes.key_of(said["name"]), cast(Basis, said["basis"])
    before = known.get(wanted)
    was = {"name": str(before.name), "basis": before.basis} if before is not None else None
    name, about = said["name"].strip(), said["about"].strip()
    if before is not None and before.is_built_in:
        # A built-in name left as it is shown stays a name in every reader's language.
        name = "" if name == str(before.name) else name
        about = "" if about == str(before.about) else about
    with transaction.atomic():
        purposes.keep(wanted, name=name, about=about, basis=basis)
        if before is None or before.basis != basis:
            segments.ask_all_anew()
        after = {"name": said["name"].strip(), "basis": basis}
        trail.note(request.user, "purpose.changed", subject=f"purpose:{wanted}", before=was, after=after)
    return _kept(request)


@require_POST
def ended_purpose(request: Asked, key: str) -> HttpResponse:
    with transaction.atomic():
        if purposes.end(key, now=clock.now()):
            segments.ask_all_anew()
            trail.note(request.user, "purpose.ended", subject=f"purpose:{key}")
    return _kept(request)


@require_POST
def topic(request: Asked) -> HttpResponse:
    form = TopicForm(request.POST)
    if not form.is_valid():
        return _not_kept(request)
    there = topics.named(form.cleaned_data["name"])
    if there is not None:
        told = _("“%(name)s” is on the list of topics already. Nothing was changed.")
        messages.error(request, told % {"name": there.name})
        return redirect("settings consent")
    with transaction.atomic():
        row = topics.add(form.cleaned_data["name"], about=form.cleaned_data["about"])
        trail.note(request.user, "topic.made", subject=f"topic:{row.key}", after={"name": row.name, "about": row.about})
    return _kept(request)


@require_POST
def ended_topic(request: Asked, key: str) -> HttpResponse:
    with transaction.atomic():
        if topics.end(key, now=clock.now()):
            trail.note(request.user, "topic.ended", subject=f"topic:{key}")
    return _kept(request)


@require_POST
def wording(request: Asked) -> HttpResponse:
    form = WordingForm(request.POST)
    if not form.is_valid() or form.cleaned_data["purpose"] not in {one.key for one in purposes.purposes()}:
        return _not_kept(request)
    said = form.cleaned_data
    with transaction.atomic():
        row = wordings.write(said["purpose"], language=said["language"], text=said["text"], by=request.user)
        about = {"language": row.language, "version": row.version, "text": row.text}
        trail.note(request.user, "wording.changed", subject=f"purpose:{row.purpose}", after=about)
    messages.success(
        request, _("Kept as version %(version)s. Who agreed before agreed to the older one.") % {"version": row.version}
    )
    return redirect(f"{redirect('settings consent')['Location']}?language={row.language}#wordings")


def _kept(request: Asked) -> HttpResponse:
    messages.success(request, _("Kept."))
    return redirect("settings consent")


def _not_kept(request: Asked) -> HttpResponse:
    messages.error(request, _("Not kept: something is missing or too long."))
    return redirect("settings consent")
