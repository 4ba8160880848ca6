"""How much of programs was given out, and what became of it."""

from collections.abc import Mapping, Sequence

import msgspec
from django.db.models import Count, Sum

from polku.act.rewards.ledger.models import Lot, Movement

_K = Movement.Kind


class Counted(msgspec.Struct, frozen=True):
    """Numbers of movements, those of uses without what was undone; `open`: lots of which something is left."""

    issued: int = 0
    used: int = 0
    expired: int = 0
    withdrawn: int = 0
    open: int = 0
    amount: int = 0  # that was given, in the program's own unit: stamps, points


def counted(programs: Sequence[int]) -> Mapping[int, Counted]:
    """Of each of these."""
    moved = Movement.objects.filter(program_id__in=programs).values_list("program_id", "kind")
    rows = moved.annotate(count=Count("pk"), amount=Sum("amount")).order_by()
    found = {(program, kind): (count, amount) for program, kind, count, amount in rows}
    left = Lot.objects.filter(program_id__in=programs, left__gt=0).values_list("program_id")
    still = dict(left.annotate(count=Count("pk")).order_by())

    def many(program: int, kind: str) -> int:
        return int(found.get((program, kind), (0, 0))[0])

    return {
        one: Counted(
            issued=many(one, _K.GRANT),
            used=many(one, _K.USE) - many(one, _K.BACK),
            expired=many(one, _K.EXPIRED),
            withdrawn=many(one, _K.WITHDRAWN),
            open=still.get(one, 0),
            amount=int(found.get((one, _K.GRANT), (0, 0))[1] or 0),
        )
        for one in programs
    }
