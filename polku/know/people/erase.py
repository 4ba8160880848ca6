"""Erasing people: whom it concerns, and what is left to be removed when their events are gone."""

from collections.abc import Iterable, Sequence

import msgspec
from django.db import connection

from polku.kit import ids
from polku.kit.bulk import write
from polku.know.events.columns_sql import TABLES
from polku.know.events.event import Identity as Named
from polku.know.events.forgetting.ask import Todo, forget_people
from polku.know.events.forgetting.whom import Whom
from polku.know.events.models import Forgetting
from polku.know.people import sql
from polku.know.people.consent.models import Consent, ConsentAsked
from polku.know.people.find import as_kept, profile_ids
from polku.know.people.models import Changed, Identity, Merge, Profile, Regrouped

COLUMNS = (
    *((table, "identity IN (SELECT identity FROM going_people) AND seq <= {end}") for table in TABLES),
    ("people", "id IN (SELECT identity FROM going_people)"),
    ("consents", "identity IN (SELECT identity FROM going_people)"),
    ("moved", "identity IN (SELECT identity FROM going_people) OR profile IN (SELECT identity FROM going_people)"),
)


def erase(
    profiles: Sequence[Profile], *, by: str, reason: str = "", strays: Sequence[dict[int, Named]] = ()
) -> Forgetting:
    """Ask for people to be erased; who is asked for already is not asked for again.

    `strays`: identities that are nobody's, of which something is told all the same; see `stray`.
    """
    numbers = [profile.id for profile in profiles]
    wanted = {*numbers, *(number for mine in strays for number in mine)}
    for job in Forgetting.objects.exclude(state=Forgetting.State.DONE).filter(what=Forgetting.What.PEOPLE):
        if wanted <= _in(job):
            return job
    return forget_people([*_identities(numbers), *strays], by=by, reason=reason)


def stray(kind: str, value: str) -> dict[int, Named]:
    """An identity that is nobody's, but of which consents or a sign-up tell; empty where there is no such thing."""
    value = as_kept(kind, value.replace("\0", ""))
    number = ids.identity_id(kind, value)
    if number in _known([number]):
        return {}
    is_asked = kind == "email" and ConsentAsked.objects.filter(email=value.lower()).exists()
    is_told_of = is_asked or Consent.objects.filter(identity_id=number).exists()
    return {number: (kind, value)} if is_told_of else {}


def going(profile_id: int) -> Forgetting | None:
    """What was asked for a person who is still there, but not for long."""
    open_ones = Forgetting.objects.exclude(state=Forgetting.State.DONE).filter(what=Forgetting.What.PEOPLE)
    return next((job for job in open_ones if profile_id in _in(job)), None)


def going_among(profiles: Iterable[int]) -> set[int]:
    """Of these people, those for whom the same was asked."""
    open_ones = Forgetting.objects.exclude(state=Forgetting.State.DONE).filter(what=Forgetting.What.PEOPLE)
    asked = set(profiles)
    return {number for job in open_ones for number in asked.intersection(_in(job))}


def who(whom: Whom) -> Whom:
    """As they are now: all identities of the people whose leading ones were named, and what they are called."""
    leads = [next(iter(person)) for person in whom.people]
    owners = profile_ids(leads)
    numbers = list(dict.fromkeys(owners.get(lead, lead) for lead in leads))
    found = {next(iter(person)): person for person in _identities(numbers)}
    asked = dict(zip(leads, whom.people, strict=True))
    # Of whom nothing is here any more there may still be events.
    people = [found.get(number) or asked.get(number, {}) for number in numbers]
    said = Profile.objects.filter(id__in=numbers).values_list("name", "email", "phone")
    names = {text for row in said for text in row if text}
    return Whom([person for person in people if person], frozenset(whom.names | names))


def still(whom: Whom) -> Whom:
    """Less those who have come again meanwhile: they are somebody new, and the columns shall have them."""
    known = _known(whom.identities)
    with connection.cursor() as cursor:
        write(cursor, sql.MARK_CHANGED, [(number, 0) for number in sorted(known)], vendor=connection.vendor)
    left = [{number: named for number, named in person.items() if number not in known} for person in whom.people]
    return Whom([person for person in left if person], whom.names)


def forget(whom: Whom) -> int:
    """Merges that name them, and notes for the columns, where nothing of them shall be written again."""
    numbers = set(whom.identities)
    for part in _parts(numbers - _known(numbers)):
        Changed.objects.filter(id__in=part).delete()
        Regrouped.objects.filter(id__in=part).delete()
    for merge in Merge.objects.filter(undone_at_ms__isnull=False):
        ends = {
            merge.low_id,
            merge.high_id,
            merge.profile_id,
            merge.absorbed_id,
            *msgspec.json.decode(merge.identities),
        }
        if ends & numbers:
            merge.delete()
    return 0


def _known(numbers: Iterable[int]) -> set[int]:
    known: set[int] = set()
    for part in _parts(numbers):
        known.update(Identity.objects.filter(id__in=part).values_list("id", flat=True))
    return known


def _identities(profiles: Sequence[int]) -> list[dict[int, Named]]:
    found: dict[int, dict[int, Named]] = {number: {} for number in profiles}
    for part in _parts(profiles):
        for row in Identity.objects.filter(profile_id__in=part).order_by("id"):
            found[row.profile_id][row.id] = (row.kind, row.value)
    return [dict(sorted(mine.items(), key=lambda one: one[0] != lead)) for lead, mine in found.items() if mine]


def _in(job: Forgetting) -> set[int]:
    todo = msgspec.json.decode(job.todo or "{}", type=Todo)
    return {number for person in todo.people for number in person}


def _parts(numbers: Iterable[int], size: int = 1_000) -> Iterable[list[int]]:
    wanted = sorted(numbers)
    return (wanted[start : start + size] for start in range(0, len(wanted), size))
