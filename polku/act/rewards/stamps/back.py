"""Taking back what there was for a stamp."""

from collections.abc import Sequence

from polku.act.rewards.ledger import end, limits
from polku.act.rewards.ledger.models import Lot, Movement
from polku.act.rewards.prizes import Prize


def take_back(prize: Prize, causes: Sequence[str], names: Sequence[int], *, by: str, now_ms: int) -> bool:
    """Whatever was given because of these. False: some of it has been used, and nothing is taken.

    What has run out or was withdrawn meanwhile is gone already.
    """
    known = [*causes, *(f"{prize.program}/{cause}" for cause in causes)]
    grants = Movement.objects.filter(program_id=prize.program, identity_id__in=names, cause__in=known, kind="grant")
    given = {grant.pk: grant for grant in grants}
    # Whoever is using one of them is done first.
    lots = list(Lot.objects.filter(pk__in=given).order_by("pk").select_for_update())
    if _are_used(list(given)):
        return False
    left = [lot.pk for lot in lots if lot.left]
    end.withdraw(left, cause="undo", by=by, now_ms=now_ms)
    for number in left:
        limits.put_back(prize.program, ["given", f"given:{given[number].identity_id}"])
    return True


def _are_used(numbers: Sequence[int]) -> bool:
    """Those uses left out that were undone."""
    theirs = Movement.objects.filter(lot__in=numbers)
    undone = theirs.filter(kind=Movement.Kind.BACK).values_list("of", flat=True)
    return theirs.filter(kind=Movement.Kind.USE).exclude(pk__in=list(undone)).exists()
