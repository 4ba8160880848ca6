"""What is open: what somebody can use now or later. Of a program that has ended it is nothing, whatever is left."""

from django.db.models import QuerySet

from polku.act.rewards.ledger.grant import FOR_EVER_MS
from polku.act.rewards.ledger.models import Lot, Program


def without_ended(lots: QuerySet[Lot]) -> QuerySet[Lot]:
    """Of programs that go on."""
    ended = Program.objects.filter(state=Program.State.ENDED).values("pk")
    return lots.exclude(program_id__in=ended)


def as_of(program: Program, at_ms: int) -> int:
    """By which instant to tell what was open of it at this one: from its end on, the time of everything is over."""
    ended_ms = ends_ms(program)
    return FOR_EVER_MS if ended_ms is not None and ended_ms <= at_ms else at_ms


def ends_ms(program: Program) -> int | None:
    """When all of it has ended at once; None: not yet."""
    return (program.ended_ms or 0) if program.state == Program.State.ENDED else None
