"""Taking back a part of what was given: as much of it as there is."""

from collections.abc import Iterable, Sequence

from django.db import connection, transaction

from polku.act.rewards.ledger import sql
from polku.act.rewards.ledger.models import Lot, Movement, Program
from polku.act.rewards.ledger.told import Moved, tell_of


def held(program_id: int, identities: Sequence[int], *, now_ms: int) -> list[Lot]:
    """Lots of a person with something left whose time is not over, locked: whoever else takes of them waits."""
    rows = Lot.objects.filter(program_id=program_id, identity_id__in=identities, left__gt=0, until_ms__gt=now_ms)
    return list(rows.order_by("pk").select_for_update())


@transaction.atomic
def take_back(
    program: Program, lots: Iterable[Lot], amount: int, *, cause: str, store: str = "", by: str = "", now_ms: int
) -> int:
    """So much of these, in their order. Returns how much there was. `lots`: from `held`, in the same transaction."""
    made: list[Movement] = []
    short = amount
    for lot in lots:
        taken = min(short, lot.left)
        if not taken:
            continue
        with connection.cursor() as cursor:
            cursor.execute(sql.TAKE_BACK, [taken, lot.pk, taken, now_ms])
            if cursor.rowcount != 1:
                continue
        lot.left -= taken
        short -= taken
        made.append(_write(lot, taken, cause, part=len(made), store=store, by=by, now_ms=now_ms))
    moved = [
        Moved(one.identity_id, one.kind, one.lot or one.pk, one.amount, f"{cause}/{one.pk}", store=store)
        for one in made
    ]
    if moved:
        tell_of(program, moved, now_ms=now_ms)
    return amount - short


def _write(lot: Lot, amount: int, cause: str, *, part: int, store: str, by: str, now_ms: int) -> Movement:
    return Movement.objects.create(
        program_id=lot.program_id,
        terms=lot.terms,
        identity_id=lot.identity_id,
        kind=Movement.Kind.WITHDRAWN,
        lot=lot.pk,
        amount=amount,
        cause=cause,
        part=part,
        at_ms=now_ms,
        store=store,
        by=by,
    )
