"""Who is on the list of those that get nothing but what belongs to the service: put on, taken off, looked for."""

from collections.abc import Iterable, Mapping, Sequence

from django.db import connection, transaction
from django.db.models import Q, QuerySet

from polku.kit import bulk, ids
from polku.know.people.claims import read_email
from polku.know.people.models import Identity, Profile
from polku.know.teams import trail
from polku.know.teams.models import Member
from polku.say.limits.models import NeverTo

EMAIL = "email"
MOST = 50_000  # in one go
REASON_LENGTH = 200
AMONG = "message_never_to WHERE identity_id {among}"


def add_addresses(given: Iterable[str], *, reason: str, by: Member | None) -> tuple[int, list[str]]:
    """How many are new on it, and what is no address. Who is on it stays as they are."""
    fresh, wrong = {}, []
    for text in given:
        address = read_email(text.strip())
        if address:
            fresh[ids.identity_id(EMAIL, address)] = address
        elif text.strip():
            wrong.append(text.strip())
    rows = [NeverTo(identity_id=number, is_person=False, kind=EMAIL, value=one) for number, one in fresh.items()]
    return _add(rows, reason=reason, by=by), wrong


def add_people(profiles: Iterable[Profile], *, reason: str, by: Member | None) -> int:
    """How many are new on it. They stay on it whoever they merge with."""
    leading = Identity.objects.in_bulk([profile.id for profile in profiles])
    rows = [
        NeverTo(identity_id=number, is_person=True, kind=one.kind, value=one.value[:320])
        for number, one in leading.items()
    ]
    return _add(rows, reason=reason, by=by)


def remove(number: int, *, by: Member | None) -> bool:
    with transaction.atomic():
        row = NeverTo.objects.filter(pk=number).first()
        if row is None:
            return False
        row.delete()
        trail.note(by, "never_to.removed", subject=f"never_to:{number}", before={"reason": row.reason})
        return True


def listed(search: str = "", *, before: int | None = None) -> QuerySet[NeverTo]:
    """The newest first; those whose address or name has this in it."""
    rows = NeverTo.objects.select_related("by").order_by("-pk")
    if search:
        rows = rows.filter(Q(value__icontains=search) | Q(reason__icontains=search))
    return rows.filter(pk__lt=before) if before else rows


def is_anybody() -> bool:
    return NeverTo.objects.exists()


def among(people: Mapping[int, Sequence[int]], mailboxes: Mapping[int, int]) -> set[int]:
    """Which of these get nothing, by any key: all identities of each; and where a letter would go, their address's."""
    numbers = sorted({number for names in people.values() for number in names} | set(mailboxes.values()))
    with connection.cursor() as cursor:
        found = bulk.ask(cursor, "identity_id, is_person", AMONG, keys=numbers, vendor=connection.vendor)
    persons = {number for number, is_person in found if is_person}
    addresses = {number for number, is_person in found if not is_person}
    if not found:
        return set()
    of_people = {key for key, names in people.items() if not persons.isdisjoint(names)}
    return of_people | {key for key, number in mailboxes.items() if number in addresses}


def _add(rows: Sequence[NeverTo], *, reason: str, by: Member | None) -> int:
    with transaction.atomic():
        there = {
            (number, is_person)
            for start in range(0, len(rows), 500)
            for number, is_person in NeverTo.objects.filter(
                identity_id__in=[row.identity_id for row in rows[start : start + 500]]
            ).values_list("identity_id", "is_person")
        }
        fresh = [row for row in rows if (row.identity_id, row.is_person) not in there]
        for row in fresh:
            row.reason, row.by = reason.strip()[:REASON_LENGTH], by
        NeverTo.objects.bulk_create(fresh, batch_size=500, ignore_conflicts=True)
        if fresh:
            after = {"count": len(fresh), "reason": reason.strip()[:REASON_LENGTH]}
            trail.note(by, "never_to.added", subject="never_to:", after=after)
        return len(fresh)
