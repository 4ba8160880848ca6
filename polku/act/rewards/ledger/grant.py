"""Giving something to people: once for each cause and person, however often it is said."""

from collections.abc import Iterator, Sequence

import msgspec
from django.db import connection, transaction

from polku.act.rewards.ledger import sql
from polku.act.rewards.ledger.models import Movement, Terms
from polku.act.rewards.ledger.told import Moved, tell_of
from polku.kit import bulk

AT_ONCE = 5_000  # people in one transaction: the intake waits for the same lock
FOR_EVER_MS = 2**53


class Given(msgspec.Struct, frozen=True):
    """What each of them gets, and between which instants it holds."""

    amount: int = 1
    from_ms: int = 0
    until_ms: int = FOR_EVER_MS
    store: str = ""
    by: str = ""


class Each(msgspec.Struct, frozen=True, gc=False):
    """Who gets how much, why, and between which instants it holds."""

    identity_id: int
    amount: int
    cause: str
    from_ms: int
    until_ms: int
    store: str = ""
    by: str = ""


def grant(terms: Terms, people: Sequence[int], cause: str, given: Given, *, now_ms: int) -> int:
    """To these people, by numbers of their identities. Returns how many had it not of this cause yet.

    In several transactions where there are many of them: said again after a crash, whoever is missing gets it.
    """
    rest = (given.amount, cause, given.from_ms, given.until_ms, given.store, given.by)
    return sum(len(grant_each(terms, [Each(one, *rest) for one in part], now_ms=now_ms)) for part in _parts(people))


@transaction.atomic
def grant_each(terms: Terms, wanted: Sequence[Each], *, now_ms: int) -> list[int]:
    """To each for a cause of their own. The numbers of the lots that were opened, by nobody but us."""
    program = terms.program
    of = (program.pk, terms.number)
    given = {(one.cause, one.identity_id): one for one in wanted}
    rows = [
        (*of, one.identity_id, Movement.Kind.GRANT, one.amount, one.cause, 0, now_ms, 0, "", one.store, one.by)
        for _key, one in sorted(given.items())  # in the order of the index, so that two never wait for each other
    ]
    with connection.cursor() as cursor:
        statement = f"{sql.GRANT} RETURNING id, identity_id, cause"
        written = bulk.change(cursor, statement, rows, vendor=connection.vendor)
        opened = sorted((number, given[cause, identity]) for number, identity, cause in written)
        lots = [
            (number, program.pk, terms.number, one.identity_id, one.amount, one.from_ms, one.until_ms)
            for number, one in opened
        ]
        bulk.write(cursor, sql.OPEN_EACH, lots, vendor=connection.vendor)
    moved = [
        Moved(
            one.identity_id,
            Movement.Kind.GRANT,
            number,
            one.amount,
            f"{one.cause}/{number}",
            store=one.store,
            from_ms=one.from_ms,
            until_ms=one.until_ms if one.until_ms < FOR_EVER_MS else 0,
        )
        for number, one in opened
    ]
    tell_of(program, moved, now_ms=now_ms)
    return [number for number, _one in opened]


def _parts(people: Sequence[int]) -> Iterator[Sequence[int]]:
    ordered = sorted(set(people))  # in the order of the index: neighbours share pages
    for start in range(0, len(ordered), AT_ONCE):
        yield ordered[start : start + AT_ONCE]
