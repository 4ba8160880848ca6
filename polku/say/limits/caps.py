"""The team's caps, and changing them."""

from collections.abc import Sequence

from django.db import transaction

from polku.kit import clock
from polku.know.people.consent.purposes import SERVICE, carried, purposes
from polku.know.teams import trail
from polku.know.teams.models import Member
from polku.say.channels import folders
from polku.say.limits.models import Cap
from polku.say.limits.problems import TooManyCaps, UnknownKind, UnknownPurpose, WrongMost, WrongWindow
from polku.say.limits.terms import LONGEST_HOURS, MOST, Terms

MOST_CAPS = 20


def caps() -> list[Cap]:
    """Those that hold, the shortest window first."""
    return list(Cap.objects.filter(ended_at__isnull=True).order_by("hours", "most", "kind", "purpose"))


def terms_of(row: Cap) -> Terms:
    return Terms(row.most, row.hours, row.kind, row.purpose)


def current() -> list[Terms]:
    """What all of them say."""
    return [terms_of(row) for row in caps()]


def exempt() -> frozenset[str]:
    """Purposes that are neither limited nor counted: they belong to the service."""
    return frozenset({SERVICE, *(one.key for one in purposes() if one.basis == "not_needed")})


def check(terms: Terms) -> None:
    """Raises LimitError."""
    if not 1 <= terms.most <= MOST:
        raise WrongMost
    if not 1 <= terms.hours <= LONGEST_HOURS:
        raise WrongWindow
    if terms.kind and terms.kind not in kinds():
        raise UnknownKind
    if terms.purpose and terms.purpose not in purposes_limited():
        raise UnknownPurpose


def kinds() -> list[str]:
    """Of channels, also of platforms that have no account yet."""
    return sorted({one.kind for one in folders.single().values()} | set(folders.with_accounts()))


def purposes_limited() -> list[str]:
    return [one.key for one in carried() if one.key not in exempt()]


def add(terms: Terms, *, by: Member | None) -> None:
    """Raises LimitError. What is there already stays as it is."""
    with transaction.atomic():
        _end_and_make([], [terms], by=by)


def remove(number: int, *, by: Member | None) -> None:
    """One that is over already stays so."""
    with transaction.atomic():
        _end_and_make([row for row in caps() if row.pk == number], [], by=by)


def keep(wanted: Sequence[Terms], *, by: Member | None) -> None:
    """Exactly these hold from now on. Raises LimitError; then nothing has changed."""
    with transaction.atomic():
        _end_and_make([row for row in caps() if terms_of(row) not in wanted], wanted, by=by)


def _end_and_make(ended: Sequence[Cap], wanted: Sequence[Terms], *, by: Member | None) -> None:
    for terms in wanted:
        check(terms)
    for row in ended:
        Cap.objects.filter(pk=row.pk).update(ended_at=clock.now(), ended_by=by)
        trail.note(by, "cap.removed", subject=f"cap:{row.pk}", before=_plain(terms_of(row)))
    there = set(current())
    fresh = sorted(set(wanted) - there)
    if len(there) + len(fresh) > MOST_CAPS:
        raise TooManyCaps
    for terms in fresh:
        row = Cap.objects.create(most=terms.most, hours=terms.hours, kind=terms.kind, purpose=terms.purpose, by=by)
        trail.note(by, "cap.added", subject=f"cap:{row.pk}", after=_plain(terms))


def _plain(terms: Terms) -> dict[str, int | str]:
    """For the trail."""
    return {"most": terms.most, "hours": terms.hours, "channel": terms.kind or "*", "purpose": terms.purpose or "*"}
