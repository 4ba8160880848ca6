"""Finding anything from anywhere: people, campaigns, segments, pages. What a member may not see is not found."""

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from polku.act.campaigns.models import Campaign
from polku.doors.web import people
from polku.doors.web.asked import Asked
from polku.doors.web.frame import ROOMS
from polku.doors.web.shown import Person
from polku.doors.web.shown import people as as_shown
from polku.know.people.search import folded
from polku.know.segments.segments import current_segments
from polku.know.teams.rights import Right, may

MOST = 6  # of each kind: who wants more opens the list of that kind
LONGEST = 200


@dataclass(frozen=True)
class Hit:
    url: str
    name: str | Promise
    icon: str = ""
    person: Person | None = None


@dataclass(frozen=True)
class Group:
    label: str | Promise
    hits: list[Hit]
    more: str = ""  # where all of this kind are


@dataclass
class Found:
    groups: list[Group] = field(default_factory=list)
    columns_asked: bool = True

    def add(self, label: str | Promise, hits: list[Hit], more: str = "") -> None:
        if hits:
            self.groups.append(Group(label, hits[:MOST], more if len(hits) > MOST else ""))


# Pages that are no rooms of their own, with other words for them.
PLACES: tuple[tuple[Right, str, str | Promise], ...] = (
    ("segments.edit", "segment new", _("New segment")),
    ("campaigns.edit", "campaign new", _("New campaign")),
    ("events.see", "refused", _("Refused events")),
)


def search(request: Asked) -> HttpResponse:
    query = request.GET.get("query", "").strip()[:LONGEST]
    given: dict[str, Any] = {"query": query, "found": find(request, query) if query else None}
    page = "search/found.html" if request.htmx and not request.htmx.boosted else "search/search.html"
    return render(request, page, given)


def find(request: Asked, query: str) -> Found:
    found, member = Found(), request.user
    if may(member, "people.see"):
        profiles, _more, found.columns_asked = people.found(query, stores=member.stores)
        hits = [Hit(reverse("person", args=[one.id]), one.name, person=one) for one in as_shown(profiles[: MOST + 1])]
        found.add(_("People"), hits, f"{reverse('people')}?query=")
    if may(member, "campaigns.see"):
        campaigns = Campaign.objects.filter(name__icontains=query).order_by("-id")[: MOST + 1]
        hits = [Hit(reverse("campaign", args=[one.pk]), one.name, "send") for one in campaigns]
        found.add(_("Campaigns"), hits, reverse("campaigns"))
    if may(member, "segments.see"):
        segments = current_segments().filter(name__icontains=query)[: MOST + 1]
        hits = [Hit(reverse("segment", args=[one.pk]), one.name, "filter") for one in segments]
        found.add(_("Segments"), hits, reverse("segments"))
    found.add(_("Pages"), _pages(request, query))
    return found


def _pages(request: Asked, query: str) -> list[Hit]:
    member = request.user
    rooms = [
        Hit(reverse(one.page), one.label, one.icon) for one in ROOMS if one.right == "member" or may(member, one.right)
    ]
    places = [Hit(reverse(page), label, "arrow-right") for right, page, label in PLACES if may(member, right)]
    return [hit for hit in (*rooms, *places) if folded(query) in folded(str(hit.name))]
