"""What is open: what somebody can use now or later. Of a program that has ended it is nothing, whatever is left."""

from django.db.models import QuerySet

from polku.act.rewards.ledger.grant import FOR_EVER_MS
from polku.act.rewards.ledger.models import Lot, Program


def without_ended(lots: QuerySet[Lot]) -> QuerySet[Lot]:
    """Of programs that go on."""
    ended = Program.objects.filter(state=Program.State.ENDED).values("pk")
    return lots.exclude(program_id__in=ended)


def as_of(program: Program, now_ms: int) -> int:
    """At which instant to ask what is open of it: when it has ended, the time of everything is over."""
    return FOR_EVER_MS if program.state == Program.State.ENDED else now_ms


def ends_ms(program: Program) -> int | None:
    """When all of it has ended at once; None: not yet."""
    return (program.ended_ms or 0) if program.state == Program.State.ENDED else None
