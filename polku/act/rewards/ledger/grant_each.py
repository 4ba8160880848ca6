"""Giving something to many people at once, to each for a cause of their own: what purchases earn."""

from collections.abc import Sequence

import msgspec
from django.db import connection, transaction

from polku.act.rewards.ledger import sql
from polku.act.rewards.ledger.grant import FOR_EVER_MS
from polku.act.rewards.ledger.models import Movement, Terms
from polku.act.rewards.ledger.told import Moved, tell_of
from polku.kit import bulk


class Each(msgspec.Struct, frozen=True):
    """Who gets how much, why, and between which instants it holds."""

    identity_id: int
    amount: int
    cause: str
    from_ms: int
    until_ms: int
    store: str = ""
    by: str = ""


@transaction.atomic
def grant_each(terms: Terms, wanted: Sequence[Each], *, now_ms: int) -> list[int]:
    """The numbers of the lots that were opened: whoever has it of their cause already gets nothing."""
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
