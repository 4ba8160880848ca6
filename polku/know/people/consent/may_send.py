"""Whether we may: asked for whole blocks of people, at the last moment before sending."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

import msgspec
from django.db import connection

from polku.kit import clock
from polku.kit.bulk import ask
from polku.know.people.consent import sql
from polku.know.people.consent.purposes import Basis, basis_of
from polku.know.people.consent.standing import why_not

K = TypeVar("K")


class Deciding(msgspec.Struct, frozen=True, gc=False):
    """Of a saying, what decides."""

    identity_id: int
    kind: str
    purpose: str
    channel: str
    topic: str
    at_ms: int
    until_ms: int | None
    id: int


def may_send(
    profiles: Iterable[int],
    *,
    purpose: str,
    channel: str,
    topic: str = "",
    is_opt_out: bool = False,
    now_ms: int | None = None,
) -> dict[int, str]:
    """profile → why we may not send to them (standing.py), "" where we may. Three queries, however many people.

    `is_opt_out`: the channel itself is one to which people need not have agreed, as paper is.
    """
    wanted = sorted(set(profiles))
    theirs: defaultdict[int, list[int]] = defaultdict(list)
    with connection.cursor() as cursor:
        for profile_id, number in ask(cursor, sql.THEIRS, sql.THEIRS_FROM, keys=wanted, vendor=connection.vendor):
            theirs[profile_id].append(number)
    people = {profile: theirs[profile] for profile in wanted}
    return reasons(people, said_by(people), purpose, channel, topic, is_opt_out=is_opt_out, now_ms=now_ms)


def said_by(people: Mapping[K, Sequence[int]]) -> dict[K, list[Deciding]]:
    """All that people said, by person, where there is anything. `people`: a person → all of their identities."""
    numbers = sorted({number for theirs in people.values() for number in theirs})
    if not numbers:
        return {}
    by_identity: defaultdict[int, list[Deciding]] = defaultdict(list)
    with connection.cursor() as cursor:
        for row in ask(cursor, sql.DECIDING, sql.SAID_FROM, keys=numbers, vendor=connection.vendor):
            by_identity[row[0]].append(Deciding(*row))
    if not by_identity:
        return {}
    found = {
        person: [said for number in theirs for said in by_identity.get(number, ())] for person, theirs in people.items()
    }
    return {person: said for person, said in found.items() if said}


def reasons(
    people: Iterable[K],
    said: Mapping[K, Sequence[Deciding]],
    purpose: str,
    channel: str,
    topic: str = "",
    *,
    is_opt_out: bool = False,
    now_ms: int | None = None,
) -> dict[K, str]:
    basis = softened(basis_of(purpose), is_opt_out=is_opt_out)
    now_ms = clock.now_ms() if now_ms is None else now_ms
    return {
        person: why_not(said.get(person, ()), purpose=purpose, channel=channel, topic=topic, basis=basis, now_ms=now_ms)
        for person in people
    }


def softened(basis: Basis, *, is_opt_out: bool) -> Basis:
    return "opt_out" if is_opt_out and basis == "opt_in" else basis
