"""Merges of a person: what became one, what was kept apart and why, and taking a merge back."""

import json
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from polku.doors.web import shown
from polku.doors.web.asked import Asked
from polku.kit import ids
from polku.know.people import find, kinds
from polku.know.people.merges import merges_of, refused_of
from polku.know.people.models import Identity, Merge, Refused
from polku.know.people.undo import NotMerged, NotUndone, redo_merge, undo_merge

SHOWN = 50
RULES: dict[str, str | Promise] = {
    kinds.SHARED: gettext_lazy("What they have in common is used by several people, so it tells nobody apart."),
    kinds.KNOWN_USERS: gettext_lazy(
        "Both have a user ID of their own; two known customers never become one by accident."
    ),
    kinds.CAP: gettext_lazy("One person would have had more identities than a person can have."),
}
OTHER_RULE = gettext_lazy("A rule of the house spoke against it.")


@dataclass(frozen=True)
class Merged:
    merge: Merge
    names: list[tuple[str, str]]  # (kind, value) of the identities that came with the absorbed profile


@dataclass(frozen=True)
class Apart:
    refused: Refused
    sentence: str
    other_id: str
    other: str


def merges(profile_id: int) -> list[Merged]:
    found = merges_of(profile_id)[:SHOWN]
    came = {merge.pk: [int(number) for number in json.loads(merge.identities)] for merge in found}
    numbers = {number for among in came.values() for number in among}
    known = {one.id: (one.kind, one.value) for one in Identity.objects.filter(id__in=numbers)}
    return [Merged(merge, [known[number] for number in came[merge.pk] if number in known]) for merge in found]


def refused(profile_id: int) -> list[Apart]:
    found = refused_of(profile_id)[:SHOWN]
    both = {number for one in found for number in (one.low_id, one.high_id)}
    belongs = find.profile_ids(list(both)) if both else {}
    known = {one.id: one.value for one in Identity.objects.filter(id__in=both)}
    result = []
    for one in found:
        other = one.high_id if belongs.get(one.low_id) == profile_id else one.low_id
        result.append(
            Apart(one, str(RULES.get(one.rule, OTHER_RULE)), ids.public(other), known.get(other, ids.public(other)))
        )
    return result


@require_http_methods(["GET", "HEAD", "POST"])
def verdict(request: Asked, public_id: str, merge_id: int) -> HttpResponse:
    """Asks once more, then takes a merge back, or lets one that was taken back count again."""
    number = ids.number(public_id)
    profile = find.by_id(number) if number is not None else None
    one = next((one for one in merges(profile.id) if one.merge.pk == merge_id), None) if profile else None
    if profile is None or one is None:
        raise Http404
    if request.method == "POST":
        _say(request, one.merge, is_redo="redo" in request.POST)
        return redirect("person", public_id)
    return render(request, "people/verdict.html", {"person": shown.people([profile])[0], "one": one})


def _say(request: Asked, merge: Merge, *, is_redo: bool) -> None:
    try:
        if is_redo:
            redo_merge(merge, by=request.user)
        else:
            undo_merge(merge, by=request.user)
    except NotMerged:
        messages.error(request, _("These two are no longer one person; nothing was changed."))
    except NotUndone:
        messages.error(request, _("This merge was not undone; nothing was changed."))
    else:
        done = _("Done; the page will show it in a moment.")
        other = reverse("person", args=[ids.public(merge.absorbed_id)])
        link = "" if is_redo else format_html('<a href="{}">{}</a>', other, _("The person who was split off"))
        messages.success(request, format_html("{} {}", done, link))
