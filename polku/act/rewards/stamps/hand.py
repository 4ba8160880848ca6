"""The card that somebody holds of a program."""

from collections.abc import Sequence

import msgspec

from polku.act.rewards import programs
from polku.act.rewards.ledger.models import Lot, Movement, Program, Terms
from polku.act.rewards.stamps.terms import StampTerms, read


class Hand(msgspec.Struct, frozen=True):
    """`row`: the terms of the card's first stamp; of no stamps, those of today."""

    row: Terms
    terms: StampTerms
    lots: tuple[Lot, ...]

    @property
    def has(self) -> int:
        return sum(lot.left for lot in self.lots)

    @property
    def until_ms(self) -> int | None:
        return max((lot.until_ms for lot in self.lots), default=None)


def hand_of(program: Program, names: Sequence[int], *, now_ms: int) -> Hand:
    """Within a transaction: nobody takes of it meanwhile."""
    held = Lot.objects.filter(program_id=program.pk, identity_id__in=names, left__gt=0, until_ms__gt=now_ms)
    lots = tuple(held.order_by("pk").select_for_update())
    if lots:
        row = Terms.objects.select_related("program").get(program=program, number=lots[0].terms)
    else:
        row = programs.latest(program)
    return Hand(row, read(row.terms), lots)


def filled(program: int, names: Sequence[int]) -> int:
    """How many cards they have filled, those undone left out."""
    theirs = Movement.objects.filter(program_id=program, identity_id__in=names, part=0, kind__in=("use", "back"))
    rows = list(theirs.values_list("kind", flat=True))
    return rows.count("use") - rows.count("back")


def meant(program: Program, names: Sequence[int]) -> Program:
    """Of which program they have their card now: whoever has filled one goes on to the next, where that is live."""
    seen = {program.pk}
    while filled(program.pk, names):
        wanted = read(programs.latest(program).terms).next
        after = Program.objects.filter(pk=wanted or 0, kind=Program.Kind.STAMPS, state=Program.State.LIVE).first()
        if after is None or after.pk in seen:
            break
        seen.add(after.pk)
        program = after
    return program
