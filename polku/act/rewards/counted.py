"""How much of programs was given out, and what became of it: of a million movements in a fraction of a second."""

from collections.abc import Mapping, Sequence

import msgspec
from django.db.models import Count, Sum

from polku.act.rewards.ledger.models import Lot, Movement, Program
from polku.act.rewards.ledger.open import without_ended

_K = Movement.Kind
# Of these it is counted how many, of all else how often.
IN_UNITS = frozenset((Program.Kind.STAMPS, Program.Kind.POINTS))


class Counted(msgspec.Struct, frozen=True):
    """In the program's unit; uses without what was undone, which is open once more."""

    issued: int = 0
    used: int = 0
    expired: int = 0
    withdrawn: int = 0


class Standing(msgspec.Struct, frozen=True):
    """`open`: what can still be used, in the program's unit. `cards`: of stamps, how many were filled."""

    open: int
    cards: int = 0


def counted(programs: Sequence[Program]) -> Mapping[int, Counted]:
    """Of each of these. Every grant opens a lot, which has few columns: reward_lot_program, reward_movement_taken."""
    units = [row.pk for row in programs if row.kind in IN_UNITS]
    others = [row.pk for row in programs if row.kind not in IN_UNITS]
    lots = Lot.objects.filter(program_id__in=others).values_list("program_id")
    moved = Movement.objects.filter(program_id__in=others, lot__isnull=False).values_list("program_id", "kind")
    found = {(of, _K.GRANT.value): count for of, count in lots.annotate(count=Count("pk")).order_by()} if others else {}
    found |= {(of, kind): count for of, kind, count in moved.annotate(count=Count("pk")).order_by()} if others else {}
    if units:
        sums = Movement.objects.filter(program_id__in=units).values_list("program_id", "kind")
        found |= {(of, kind): whole for of, kind, whole in sums.annotate(whole=Sum("amount")).order_by()}
    return {
        row.pk: Counted(
            issued=found.get((row.pk, _K.GRANT), 0),
            used=found.get((row.pk, _K.USE), 0) - found.get((row.pk, _K.BACK), 0),
            expired=found.get((row.pk, _K.EXPIRED), 0),
            withdrawn=found.get((row.pk, _K.WITHDRAWN), 0),
        )
        for row in programs
    }


def standing(program: Program) -> Standing:
    """Of one: it looks at each of its lots."""
    still = without_ended(Lot.objects.filter(program_id=program.pk, left__gt=0))
    if program.kind not in IN_UNITS:
        return Standing(still.count())
    return Standing(still.aggregate(whole=Sum("left"))["whole"] or 0, _filled(program))


def _filled(program: Program) -> int:
    """A card that is full is used up at once: what was taken first for each, less those undone."""
    if program.kind != Program.Kind.STAMPS:
        return 0
    used = Movement.objects.filter(program_id=program.pk, lot__isnull=False, part=0)
    return used.filter(kind=_K.USE).count() - used.filter(kind=_K.BACK).count()
