"""Taking back a part of what was given: as much of it as there is."""

from collections.abc import Iterable, Sequence

from django.db import transaction

from polku.act.rewards.ledger import sql
from polku.act.rewards.ledger.models import Lot, Movement, Program
from polku.act.rewards.ledger.told import tell_of
from polku.act.rewards.ledger.written import movement, taken_of, told


def held(program_id: int, identities: Sequence[int], *, now_ms: int) -> list[Lot]:
    """Lots of a person with something left whose time is not over, locked: whoever else takes of them waits."""
    rows = Lot.objects.filter(program_id=program_id, identity_id__in=identities, left__gt=0, until_ms__gt=now_ms)
    return list(rows.order_by("pk").select_for_update())


@transaction.atomic
def take_back(
    program: Program, lots: Iterable[Lot], amount: int, *, cause: str, store: str = "", by: str = "", now_ms: int
) -> int:
    """So much of these, in their order. Returns how much there was. `lots`: from `held`, in the same transaction."""
    made = [
        movement(lot, Movement.Kind.WITHDRAWN, taken, cause=cause, part=part, at_ms=now_ms, store=store, by=by)
        for part, (lot, taken) in enumerate(taken_of(lots, amount, sql.TAKE_BACK, now_ms))
    ]
    Movement.objects.bulk_create(made)
    tell_of(program, [told(one) for one in made], now_ms=now_ms)
    return sum(one.amount for one in made)
