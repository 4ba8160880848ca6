"""An order is worth less than it was: what it has earned too much is taken back, or owed.

What has expired unused is not taken once more. Then goes what this order has earned, then what is pending, the latest
first, then whatever can be used, what ends first before the rest. What is missing is a debt.
"""

from collections.abc import Collection

from django.db.models import Sum

from polku.act.rewards.ledger.models import Lot, Movement, Program
from polku.act.rewards.ledger.take_back import held, take_back
from polku.act.rewards.points import debts
from polku.act.rewards.points.models import Earning
from polku.act.rewards.points.whose import all_of
from polku.kit import ids

OURS = ("back/", "debt/")  # how causes begin of what is taken back here


def take(program: Program, row: Earning, amount: int, *, now_ms: int) -> None:
    """Within the caller's transaction, which keeps the row."""
    row.times += 1
    row.points -= amount
    own = _own(row)
    lots = held(program.pk, all_of(row.identity_id), now_ms=now_ms)
    lapsed = min(amount, max(0, gone(own, now_ms=now_ms) - row.lapsed))
    row.lapsed += lapsed
    lots.sort(key=lambda lot: turn(lot, own, now_ms))
    cause = f"back/{program.pk}/{ids.public(row.order_id)}/{row.times}"
    taken = take_back(program, lots, amount - lapsed, cause=cause, now_ms=now_ms)
    row.taken += taken
    missing = amount - lapsed - taken
    if missing:
        row.owed += missing
        debts.owe(program, row.identity_id, missing)


def _own(row: Earning) -> frozenset[int]:
    """The lots that this order has opened."""
    causes = [f"{row.program_id}/order/{ids.public(row.order_id)}/{nth}" for nth in range(1, row.times + 1)]
    found = Movement.objects.filter(cause__in=causes, identity_id=row.identity_id, kind=Movement.Kind.GRANT)
    return frozenset(found.values_list("pk", flat=True))


def gone(own: Collection[int], *, now_ms: int) -> int:
    """What of these was lost without being used: it expired, is over, or was withdrawn by hand."""
    ended = Movement.objects.filter(lot__in=own, kind__in=(Movement.Kind.EXPIRED, Movement.Kind.WITHDRAWN))
    for beginning in OURS:
        ended = ended.exclude(cause__startswith=beginning)
    over = Lot.objects.filter(pk__in=own, until_ms__lte=now_ms)
    sums = ended.aggregate(sum=Sum("amount"))["sum"], over.aggregate(sum=Sum("left"))["sum"]
    return sum(one or 0 for one in sums)


def turn(lot: Lot, own: Collection[int], now_ms: int) -> tuple[int, int, int]:
    if lot.pk in own:
        return 0, -lot.from_ms, lot.pk
    if lot.from_ms > now_ms:
        return 1, -lot.from_ms, lot.pk
    return 2, lot.until_ms, lot.pk
