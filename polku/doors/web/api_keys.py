"""API keys: made with the scopes that a program needs, shown once, ended."""

from django import forms
from django.contrib import messages
from django.core.validators import ProhibitNullCharactersValidator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from polku.doors.web import made_once
from polku.doors.web.asked import Asked
from polku.know.people.stores.within import known_stores
from polku.know.teams import trail
from polku.know.teams.keys import end_key
from polku.know.teams.members import clean_stores
from polku.know.teams.models import ApiKey, Member, create_api_key
from polku.know.teams.rights import EVERYTHING, RIGHT_NAMES, RIGHTS, Right, may

ALL = "all"


class KeyForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    reach = forms.ChoiceField(choices=[(ALL, ALL), ("some", "some")], initial=ALL, required=False)
    scopes = forms.MultipleChoiceField(choices=[(right, right) for right in RIGHTS], required=False)
    stores = forms.CharField(
        label=gettext_lazy("Stores"), max_length=20_000, required=False, validators=[ProhibitNullCharactersValidator()]
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def keys(request: Asked) -> HttpResponse:
    form = KeyForm(request.POST if request.method == "POST" else None)
    problem = ""
    if request.method == "POST" and form.is_valid():
        scopes = scopes_for(request.user, form)
        if scopes:
            made_once.make(request, lambda: {"key": _make(request.user, form, scopes)}, what="key")
            return redirect("settings keys")
        problem = _("Choose at least one thing that the key may do.")
    given = {
        "keys": [_shown(key) for key in ApiKey.objects.select_related("created_by").order_by("ended_at", "-pk")],
        "new_key": made_once.shown(request, what="key").get("key", ""),
        "form": form,
        "once": made_once.blank(),
        "problem": problem,
        "rights": [(right, name) for right, name in RIGHT_NAMES.items() if may(request.user, right)],
        "stores": known_stores(),
    }
    return render(request, "team/keys.html", given, status=422 if problem or form.errors else 200)


@require_POST
def ended_key(request: Asked, key_id: int) -> HttpResponse:
    row = get_object_or_404(ApiKey, pk=key_id)
    with transaction.atomic():
        if end_key(row):
            trail.note(request.user, "key.ended", subject=f"key:{row.pk}", before={"name": row.name})
    messages.success(request, _("The API key no longer opens anything."))
    return redirect("settings keys")


def scopes_for(member: Member, form: KeyForm) -> list[str]:
    """What was asked for, and never more than the member may do: a key lends out rights that one holds."""
    if form.cleaned_data["reach"] == "some":
        return [right for right in form.cleaned_data["scopes"] if may(member, right)]
    held = [right for right in RIGHTS if may(member, right)]
    return [EVERYTHING] if len(held) == len(RIGHTS) else list(held)


@transaction.atomic
def _make(by: Member, form: KeyForm, scopes: list[str]) -> str:
    stores = clean_stores(form.cleaned_data["stores"].splitlines())
    row, key = create_api_key(form.cleaned_data["name"], by=by, scopes=scopes, stores=stores)
    made = {"name": row.name, "scopes": row.scopes, "stores": row.stores}
    trail.note(by, "key.made", subject=f"key:{row.pk}", after=made)
    return key


def _shown(key: ApiKey) -> tuple[ApiKey, list[Right] | None]:
    """With the names of its scopes; None: everything."""
    return key, None if EVERYTHING in key.scopes else [right for right in RIGHTS if right in key.scopes]
