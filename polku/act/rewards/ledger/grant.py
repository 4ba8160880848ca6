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


def grant(terms: Terms, people: Sequence[int], cause: str, given: Given, *, now_ms: int) -> int:
    """To these people, by numbers of their identities. Returns how many had it not of this cause yet.

    In several transactions where there are many of them: said again after a crash, whoever is missing gets it.
    """
    return sum(_grant(terms, part, cause, given, now_ms=now_ms) for part in _parts(people))


@transaction.atomic
def _grant(terms: Terms, people: Sequence[int], cause: str, given: Given, *, now_ms: int) -> int:
    program = terms.program
    values = (program.pk, terms.number)
    rest = (Movement.Kind.GRANT, given.amount, cause, 0, now_ms, 0, "", given.store, given.by)
    rows = [(*values, identity, *rest) for identity in people]
    with connection.cursor() as cursor:
        written = bulk.change(cursor, f"{sql.GRANT} RETURNING id, identity_id", rows, vendor=connection.vendor)
        if not written:
            return 0
        opened = sorted((number, identity) for number, identity in written)  # ours alone: others give at the same time
        lots = [(number, *values, identity, given.amount, given.from_ms, given.until_ms) for number, identity in opened]
        bulk.write(cursor, sql.OPEN_EACH, lots, vendor=connection.vendor)
    moved = [
        Moved(
            identity,
            Movement.Kind.GRANT,
            number,
            given.amount,
            f"{cause}/{number}",
            store=given.store,
            from_ms=given.from_ms,
            until_ms=given.until_ms if given.until_ms < FOR_EVER_MS else 0,
        )
        for number, identity in opened
    ]
    tell_of(program, moved, now_ms=now_ms)
    return len(opened)


def _parts(people: Sequence[int]) -> Iterator[Sequence[int]]:
    ordered = sorted(set(people))  # in the order of the index: neighbours share pages
    for start in range(0, len(ordered), AT_ONCE):
        yield ordered[start : start + AT_ONCE]
