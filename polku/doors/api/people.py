"""People, and what they did."""

import logging
import re
from collections import defaultdict
from collections.abc import Sequence

import msgspec
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router

from polku.doors.api.errors import ApiError, not_found
from polku.doors.api.forms.asked import BEFORE_FORM, CURSOR_FORM, Before, Cursor, Kind, Limit, Query, Value
from polku.doors.api.forms.base import answers
from polku.doors.api.forms.events import EventOut, Events
from polku.doors.api.forms.people import IdentityOut, People, Person
from polku.doors.api.key import Key, nobody, stores_of
from polku.kit import clock, ids, money
from polku.kit.columns import ColumnsError
from polku.know.events.story import Place, story
from polku.know.people import find, search
from polku.know.people.erase import going, going_among
from polku.know.people.kinds import rank
from polku.know.people.models import Identity, Profile
from polku.know.people.stores.within import is_within, only_within
from polku.know.teams.begin import the_team

log = logging.getLogger(__name__)

LONGEST = 200  # letters of a query
MOST_AMONG = 2_000  # of whom some were at a key's stores

router = Router(tags=["people"])


@router.get(
    "/people",
    auth=Key("people.see"),
    response=answers(People, 422),
    summary="List people, or search them by name, e-mail or any identity",
)
def people(request: HttpRequest, query: Query = "", limit: Limit = 50, cursor: Cursor = "") -> People:
    """Without a query: who was seen last comes first, page by page. With one: the best matches, on one page."""
    after = _after(cursor)
    if query.strip():
        found = _found(query.strip()[:LONGEST], limit, stores=stores_of(request))
        return People(people=_shown(found), next_cursor=None)
    rows = find.newest(limit + 1, after, stores=stores_of(request))
    last = rows[limit - 1] if len(rows) > limit else None
    return People(
        people=_shown(rows[:limit]), next_cursor=f"{last.last_seen_ms}-{ids.public(last.id)}" if last else None
    )


@router.get(
    "/people/lookup",
    auth=Key("people.see"),
    response=answers(Person, 404, 422),
    summary="Find a person by one of their identities",
)
def lookup(request: HttpRequest, kind: Kind, value: Value) -> Person:
    profile = None if "\0" in kind + value else find.by_identity(kind, value)
    if profile is None or not is_within(profile.id, stores_of(request)):
        raise not_found(_("Nobody is known by the {kind} “{value}”.").format(kind=kind[:40], value=value[:100]))
    return _shown([profile])[0]


@router.get("/people/{person_id}", auth=Key("people.see"), response=answers(Person, 404, 410), summary="One person")
def person(request: HttpRequest, person_id: str) -> Person:
    """An id stays good when people merge: it leads to the person that it belongs to now."""
    return _shown([wanted(person_id)])[0]


@router.get(
    "/people/{person_id}/events",
    auth=Key("people.see"),
    response=answers(Events, 404, 410, 422, 503),
    summary="What a person did, newest first",
)
def events(request: HttpRequest, person_id: str, limit: Limit = 50, before: Before = "") -> Events:
    profile = wanted(person_id)
    theirs = list(Identity.objects.filter(profile_id=profile.id).values_list("id", flat=True))
    found = story(theirs, before=_place(before), limit=limit + 1)
    last = found[limit - 1].place if len(found) > limit else None
    return Events(
        events=[
            EventOut(
                id=one.id, name=one.name, type=one.type, time=one.time, properties=one.properties, context=one.context
            )
            for one in found[:limit]
        ],
        next_before="-".join(str(number) for number in last) if last else None,
    )


def wanted(public_id: str) -> Profile:
    profile = known(public_id)
    still_here(profile)
    return profile


def named(request: HttpRequest, public_id: str) -> Profile:
    """The same of somebody who is named in what was sent: a key that is limited to stores asks for its people only."""
    profile, stores = wanted(public_id), stores_of(request)
    if stores and not is_within(profile.id, stores):
        raise nobody(public_id)
    return profile


def all_wanted(public_ids: Sequence[str]) -> list[int]:
    """The same of many: their numbers, each once, in two questions. The first who is not there is told."""
    numbers = [ids.number(one) for one in public_ids]
    owners = find.profile_ids([number for number in numbers if number is not None])
    # Of whom no name is left there may be a row; of all others it is told that they are not there.
    nameless = [known(one).id for one, number in zip(public_ids, numbers, strict=True) if number not in owners]
    found = sorted({*owners.values(), *nameless})
    if going_among(found):
        raise ApiError(410, "gone", _("One of these people is being erased."))
    return found


def still_here(profile: Profile) -> None:
    """From the moment on at which they are to be erased, nothing is told of them."""
    if going(profile.id) is not None:
        raise ApiError(410, "gone", _("This person is being erased."))


def known(public_id: str) -> Profile:
    """Also somebody who is being erased."""
    number = ids.number(public_id)
    profile = find.by_id(number) if number is not None else None
    if profile is None:
        raise nobody(public_id)
    return profile


def _found(query: str, limit: int, *, stores: Sequence[str]) -> list[Profile]:
    exact = find.exact(query)
    try:
        # The columns know nothing of stores: who was elsewhere is found too, and left out below.
        near = search.search(query, MOST_AMONG if stores else limit)
    except ColumnsError as trouble:
        log.warning("Searched without the column store: %s", trouble)
        near = []
    known = find.profiles(near)
    # The columns may be some seconds behind: only who still fits is shown.
    fitting = [known[number] for number in near if number in known and _fits(known[number], query)]
    return only_within(list({profile.id: profile for profile in [*exact, *fitting]}.values()), stores)[:limit]


def _fits(profile: Profile, query: str) -> bool:
    told = search.folded(f"{profile.name} {profile.email} {profile.phone}")
    return all(word in told for word in search.folded(query).split())


def _after(cursor: str) -> tuple[int, int] | None:
    if not cursor:
        return None
    at, _dash, public_id = cursor.rpartition("-")
    number = ids.number(public_id)
    if number is None or not re.fullmatch(CURSOR_FORM, cursor):
        raise ApiError(422, "invalid", _("This cursor is not one of ours."), field="cursor")
    return int(at), number


def _place(before: str) -> Place | None:
    if not before:
        return None
    if not re.fullmatch(BEFORE_FORM, before):
        raise ApiError(422, "invalid", _("This place is not one of ours."), field="before")
    at, seq, index = before.split("-")
    return int(at), int(seq), int(index)


def _shown(profiles: Sequence[Profile]) -> list[Person]:
    currency = the_team().currency
    names: defaultdict[int, list[Identity]] = defaultdict(list)
    for row in Identity.objects.filter(profile_id__in=[profile.id for profile in profiles], is_named=True):
        names[row.profile_id].append(row)
    return [
        Person(
            id=ids.public(profile.id),
            name=profile.name,
            email=profile.email,
            phone=profile.phone,
            traits=msgspec.json.decode(profile.traits),
            identities=[
                IdentityOut(kind=row.kind, value=row.value)
                for row in sorted(names[profile.id], key=lambda row: (row.id != profile.id, rank(row.kind), row.id))
            ],
            first_seen=clock.from_ms(profile.first_seen_ms),
            last_seen=clock.from_ms(profile.last_seen_ms) if profile.last_seen_ms else None,
            orders=profile.orders,
            revenue=money.to_major(profile.revenue_minor, currency),
            currency=currency,
        )
        for profile in profiles
    ]
