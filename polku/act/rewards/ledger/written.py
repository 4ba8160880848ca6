"""What is taken of lots, the movement that is written of it, and what its event says."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import connection

from polku.act.rewards.ledger.models import Lot, Movement
from polku.act.rewards.ledger.taking import Held
from polku.act.rewards.ledger.told import Moved

OF_A_USE = (Movement.Kind.USE, Movement.Kind.BACK)


def taken_of(lots: Iterable[Lot], amount: int, take: str, *at_ms: int) -> Iterator[tuple[Lot, int]]:
    """So much of these, in their order: each lot that gave something, and how much. `take`: of sql.py, at `at_ms`."""
    for lot in lots:
        if taken := min(amount, lot.left):
            with connection.cursor() as cursor:
                cursor.execute(take, [taken, lot.pk, taken, *at_ms])
                if cursor.rowcount != 1:
                    continue
            lot.left -= taken
            amount -= taken
            yield lot, taken


def movement(
    lot: Lot | Held, kind: str, amount: int, *, cause: str, part: int = 0, at_ms: int, **more: Any
) -> Movement:
    """Of this lot, not saved. `more`: other fields."""
    return Movement(
        program_id=lot.program_id,
        terms=lot.terms,
        identity_id=lot.identity_id,
        kind=kind,
        lot=lot.id,
        amount=amount,
        cause=cause,
        part=part,
        at_ms=at_ms,
        **more,
    )


def told(one: Movement) -> Moved:
    return Moved(
        one.identity_id,
        one.kind,
        one.lot or one.pk,
        one.amount,
        f"{one.cause}/{one.pk}",
        one.money_minor,
        one.currency,
        one.store,
        (one.of or one.pk) if one.kind in OF_A_USE else 0,
    )
