"""The list of people, and finding one."""

from collections.abc import Sequence

from django.http import HttpResponse
from django.shortcuts import render

from polku.doors.web import shown
from polku.doors.web.asked import Asked
from polku.doors.web.columns_asked import ask
from polku.doors.web.paging import ROWS, Pageful, pageful, whole_number
from polku.kit import ids
from polku.know.orders import find as orders
from polku.know.people import find, search
from polku.know.people.models import Identity, Profile
from polku.know.people.stores.within import only_within

MOST_FOUND = 50
MOST_AMONG = 2_000  # of whom some were at a member's stores
KINDS_SHOWN = 6


def people(request: Asked) -> HttpResponse:
    query = request.GET.get("query", "").strip()[:200]
    stores = request.user.stores
    profiles, more, asked = found(query, stores=stores) if query else (*listed(request), True)
    given = {
        "query": query,
        "rows": rows(profiles),
        "more": more,
        "columns_asked": asked,
        "total": find.count(stores=stores),
        "is_cut": bool(query) and len(profiles) >= MOST_FOUND,
    }
    if request.htmx and not request.htmx.boosted:
        part = "people/rows.html" if request.GET.get("before") else "people/list.html"
        return render(request, part, given)
    return render(request, "people/people.html", given)


def listed(request: Asked) -> tuple[list[Profile], str]:
    """Whom we saw last stands first."""
    last_seen, _, name = request.GET.get("before", "").partition("-")
    at, number = whole_number(last_seen), ids.number(name)
    place = (at, number) if at is not None and number is not None else None
    profiles = find.newest(ROWS + 1, place, stores=request.user.stores)
    last = profiles[:ROWS][-1] if profiles else None
    page: Pageful[Profile] = pageful(
        profiles, request=request, before=f"{last.last_seen_ms}-{ids.public(last.id)}" if last else ""
    )
    return page.rows, page.more


def found(query: str, *, stores: Sequence[str] = ()) -> tuple[list[Profile], str, bool]:
    """Exact hits first, then whoever has the text in the name, e-mail or phone."""
    exact = find.exact(query)
    # The columns know nothing of stores: who was elsewhere is found too, and left out below.
    near = ask(lambda: search.search(query, MOST_AMONG if stores else MOST_FOUND))
    # The columns may be some seconds behind: only who still fits is shown.
    fitting = [one for one in shown.in_order(near or []) if _fits(one, query)]
    together = {profile.id: profile for profile in [*exact, *fitting]}
    return only_within(list(together.values()), stores)[:MOST_FOUND], "", near is not None


def _fits(profile: Profile, query: str) -> bool:
    told = search.folded(f"{profile.name} {profile.email} {profile.phone}")
    return all(word in told for word in search.folded(query).split())


def rows(profiles: list[Profile]) -> list[dict[str, object]]:
    """With the kinds of identities by which each is known, and what they spent in other currencies."""
    kinds: dict[int, list[str]] = {}
    among = Identity.objects.filter(profile_id__in=[profile.id for profile in profiles], is_named=True)
    for profile_id, kind in among.values_list("profile_id", "kind").distinct():
        kinds.setdefault(profile_id, []).append(kind)
    apart = orders.apart([profile.id for profile in profiles if profile.orders])
    return [
        {
            "person": person,
            "profile": profile,
            "kinds": sorted(kinds.get(profile.id, ()))[:KINDS_SHOWN],
            "apart": apart.get(profile.id, []),
        }
        for profile, person in zip(profiles, shown.people(profiles), strict=True)
    ]
