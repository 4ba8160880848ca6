"""Taking back points that somebody was given for something that holds no more: as of an order that is worth less.

What has expired unused is not taken once more, what was spent is owed.
"""

from polku.act.rewards.ledger.models import Movement, Program
from polku.act.rewards.ledger.take_back import held, take_back
from polku.act.rewards.points import debts
from polku.act.rewards.points.reverse import gone, turn
from polku.act.rewards.points.whose import all_of


def take_gift(program: Program, given: Movement, *, now_ms: int) -> None:
    """Once for each gift, within the caller's transaction."""
    own = frozenset((given.pk,))
    lots = held(program.pk, all_of(given.identity_id), now_ms=now_ms)
    lots.sort(key=lambda lot: turn(lot, own, now_ms))
    wanted = max(0, given.amount - gone(own, now_ms=now_ms))
    taken = take_back(program, lots, wanted, cause=f"back/{program.pk}/gift/{given.pk}", now_ms=now_ms)
    if wanted > taken:
        debts.owe_for_gift(program, given.identity_id, wanted - taken)
