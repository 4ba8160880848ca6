"""How much of programs was given out, and what became of it: of a million movements in a fraction of a second."""

from collections.abc import Mapping, Sequence

import msgspec
from django.db.models import Count, Sum

from polku.act.rewards.ledger.models import Lot, Movement

_K = Movement.Kind


class Counted(msgspec.Struct, frozen=True):
    """Numbers of movements, those of uses without what was undone."""

    issued: int = 0
    used: int = 0
    expired: int = 0
    withdrawn: int = 0


class Standing(msgspec.Struct, frozen=True):
    """`open`: lots of which something is left. `amount`: that was given, in the program's own unit."""

    open: int
    amount: int


def counted(programs: Sequence[int]) -> Mapping[int, Counted]:
    """Of each of these. Every grant opens a lot, which has few columns: reward_lot_program, reward_movement_taken."""
    lots = Lot.objects.filter(program_id__in=programs).values_list("program_id")
    issued = dict(lots.annotate(count=Count("pk")).order_by())
    moved = Movement.objects.filter(program_id__in=programs, lot__isnull=False).values_list("program_id", "kind")
    taken = {(program, kind): count for program, kind, count in moved.annotate(count=Count("pk")).order_by()}
    return {
        one: Counted(
            issued=issued.get(one, 0),
            used=taken.get((one, _K.USE), 0) - taken.get((one, _K.BACK), 0),
            expired=taken.get((one, _K.EXPIRED), 0),
            withdrawn=taken.get((one, _K.WITHDRAWN), 0),
        )
        for one in programs
    }


def standing(program: int) -> Standing:
    """Of one: it looks at each of its lots."""
    still = Lot.objects.filter(program_id=program, left__gt=0).count()
    given = Movement.objects.filter(program_id=program, kind=_K.GRANT)
    return Standing(still, given.aggregate(whole=Sum("amount"))["whole"] or 0)
