"""What a use has taken is taken from other lots instead: as if it had been theirs from the beginning."""

from collections.abc import Sequence

from django.db import connection, transaction

from polku.act.rewards.ledger import sql
from polku.act.rewards.ledger.models import Lot, Movement, Program
from polku.act.rewards.ledger.told import Moved, tell_of
from polku.act.rewards.ledger.use import NothingLeft, undo


@transaction.atomic
def move(program: Program, used: Movement, lots: Sequence[Lot], *, cause: str, by: str, now_ms: int) -> None:
    """`lots`: held, as much of each as is needed, in their order. Raises NothingLeft and NotUndone.

    The first of several parts stays the first, so that whoever counts uses by it counts as many as before.
    """
    undo(program, used, cause=f"{cause}/back", by=by, now_ms=now_ms)
    short, made = used.amount, list[Movement]()
    for lot in lots:
        taken = min(short, lot.left)
        if not taken:
            continue
        with connection.cursor() as cursor:
            cursor.execute(sql.TAKE, [taken, lot.pk, taken, now_ms, now_ms])
            if cursor.rowcount != 1:
                continue
        short -= taken
        part = len(made) + (1 if used.part else 0)
        made.append(_write(lot, used, taken, cause, part=part, by=by, now_ms=now_ms))
    if short:
        raise NothingLeft
    moved = [
        Moved(
            one.identity_id, one.kind, one.lot or one.pk, one.amount, f"{cause}/{one.pk}", store=one.store, use=one.pk
        )
        for one in made
    ]
    tell_of(program, moved, now_ms=now_ms)


def _write(lot: Lot, used: Movement, amount: int, cause: str, *, part: int, by: str, now_ms: int) -> Movement:
    return Movement.objects.create(
        program_id=lot.program_id,
        terms=lot.terms,
        identity_id=lot.identity_id,
        kind=Movement.Kind.USE,
        lot=lot.pk,
        amount=amount,
        cause=cause,
        part=part,
        at_ms=now_ms,
        store=used.store,
        by=by,
    )
