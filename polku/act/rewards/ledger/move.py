"""What a use has taken is taken from other lots instead: as if it had been theirs from the beginning."""

from collections.abc import Sequence

from django.db import transaction

from polku.act.rewards.ledger import sql
from polku.act.rewards.ledger.models import Lot, Movement, Program
from polku.act.rewards.ledger.told import tell_of
from polku.act.rewards.ledger.use import NothingLeft, undo
from polku.act.rewards.ledger.written import movement, taken_of, told


@transaction.atomic
def move(program: Program, used: Movement, lots: Sequence[Lot], *, cause: str, by: str, now_ms: int) -> None:
    """`lots`: held, as much of each as is needed, in their order. Raises NothingLeft and NotUndone.

    The first of several parts stays the first, so that whoever counts uses by it counts as many as before.
    """
    undo(program, used, cause=f"{cause}/back", by=by, now_ms=now_ms)
    taken = taken_of(lots, used.amount, sql.TAKE, now_ms, now_ms)
    made = [
        movement(lot, used.kind, amount, cause=cause, part=part, at_ms=now_ms, store=used.store, by=by)
        for part, (lot, amount) in enumerate(taken, start=1 if used.part else 0)
    ]
    if sum(one.amount for one in made) < used.amount:
        raise NothingLeft
    Movement.objects.bulk_create(made)
    tell_of(program, [told(one) for one in made], now_ms=now_ms)
