"""Finding people."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from django.db import connection
from django.db.models import Sum

from polku.kit import clock, ids
from polku.kit.bulk import ASKED, ask
from polku.know.people import sql
from polku.know.people.claims import read_email, read_phone
from polku.know.people.kinds import RANKS, rank
from polku.know.people.models import Identity, PeopleDay, Profile
from polku.know.people.own_kinds import own_kinds
from polku.know.people.stores.within import within


def by_identity(kind: str, value: str) -> Profile | None:
    if "\0" in value or "\0" in kind:
        return None  # PostgreSQL does not even let one ask
    value = as_kept(kind, value)
    identity = Identity.objects.filter(id=ids.identity_id(kind, value), kind=kind, value=value).first()
    return Profile.objects.filter(id=identity.profile_id).first() if identity else None


def as_kept(kind: str, value: str) -> str:
    """Addresses and numbers are found as they are written, too: Devi@Example.com, +358 40 123 4567."""
    reader = {"email": read_email, "phone": read_phone}.get(kind)
    return (reader(value) if reader else None) or value


def by_id(number: int) -> Profile | None:
    """The person to whom the identity of this number belongs now: also one who was absorbed since is found."""
    found = profile_ids([number])
    return Profile.objects.filter(id=found.get(number, number)).first()


def identities_of(profile_id: int) -> list[Identity]:
    """The leading one first, then by strength, then as they were first seen."""
    found = Identity.objects.filter(profile_id=profile_id, is_named=True)
    return sorted(found, key=lambda row: (row.id != profile_id, rank(row.kind), row.first_seen_ms, row.id))


def newest(limit: int, before: tuple[int, int] | None = None, *, stores: Sequence[str] = ()) -> list[Profile]:
    """Who was seen last, first. `before`: (last_seen_ms, id) of the last one of the page before.

    `stores`: only who was at one of these.
    """
    found = within(Profile.objects.order_by("-last_seen_ms", "-id"), stores)
    if before is not None:
        # A comparison of rows, so that the index is entered in the right place: an OR would read all that is newer.
        found = found.extra(where=["(last_seen_ms, id) < (%s, %s)"], params=list(before))
    return list(found[:limit])


def profiles(numbers: Iterable[int]) -> dict[int, Profile]:
    """By their own number, not by that of any identity; who is not there is left out."""
    found: dict[int, Profile] = {}
    for part in _parts(numbers):
        found.update(Profile.objects.in_bulk(part))
    return found


def profile_ids(identity_ids: Iterable[int]) -> dict[int, int]:
    """identity → the profile that it belongs to now; unknown ones are left out."""
    with connection.cursor() as cursor:
        rows = ask(
            cursor,
            "i.id, i.profile_id",
            sql.IDENTITIES_FROM,
            keys=sorted(set(identity_ids)),
            vendor=connection.vendor,
        )
    return dict(rows)


def other_names(identity_ids: Iterable[int]) -> dict[int, set[int]]:
    """identity → the other identities of the same person, where there are any."""
    found: dict[int, set[int]] = {}
    with connection.cursor() as cursor:
        keys = sorted(set(identity_ids))
        for one, other in ask(cursor, "i.id, j.id", sql.OTHERS_FROM, keys=keys, vendor=connection.vendor):
            found.setdefault(one, set()).add(other)
    return found


def count(*, stores: Sequence[str] = ()) -> int:
    """How many people there are: summed over days, of which there are few. `stores`: who was at one of these."""
    if stores:
        return within(Profile.objects.all(), stores).count()
    return int(PeopleDay.objects.aggregate(people=Sum("people"))["people"] or 0)


def new_by_day(last: int, now: datetime) -> list[tuple[int, int]]:
    """The last days up to today (UTC), with the number of people first seen on each: (days since 1970, people)."""
    today = clock.to_ms(now) // clock.DAY_MS
    days = range(today - last + 1, today + 1)
    people = dict(PeopleDay.objects.filter(day__in=days).values_list("day", "people"))
    return [(day, people.get(day, 0)) for day in days]


def exact(query: str) -> list[Profile]:
    """Whom exactly this e-mail, user id, phone, other identity or public id names; the stronger kind first.

    `kind:value` asks for one kind only.
    """
    query = query.strip().replace("\0", "")
    if not query:
        return []
    values = {(kind, query) for kind in (*RANKS, *own_kinds())}
    values |= {("email", email) for email in (read_email(query),) if email}
    values |= {("phone", phone) for phone in (read_phone(query),) if phone}
    kind, colon, value = query.partition(":")
    if colon and kind and value:
        values.add((kind.strip(), value.strip()))
    numbers = {ids.identity_id(kind, value): (kind, value) for kind, value in values}
    found = [
        row
        for row in Identity.objects.filter(id__in=numbers, is_named=True)
        if (row.kind, row.value) == numbers[row.id]
    ]
    found.sort(key=lambda row: (rank(row.kind), row.id))
    wanted = list(dict.fromkeys(row.profile_id for row in found))
    number = ids.number(query)
    if number is not None and (person := by_id(number)):
        wanted.insert(0, person.id)
    by_number = profiles(wanted)
    return [by_number[profile] for profile in dict.fromkeys(wanted) if profile in by_number]


def _parts(numbers: Iterable[int]) -> Iterator[Sequence[int]]:
    wanted = sorted(set(numbers))
    for start in range(0, len(wanted), ASKED):
        yield wanted[start : start + ASKED]
