"""Taking back what there was for a stamp."""

from collections.abc import Collection, Sequence

from polku.act.rewards.coupons.not_given import count_back
from polku.act.rewards.ledger import end
from polku.act.rewards.ledger.models import Lot, Movement
from polku.act.rewards.prizes import Prize


def take_back(prize: Prize, causes: Collection[str], names: Sequence[int], *, most: int, by: str, now_ms: int) -> bool:
    """Of what was given because of these, so many stay; the latest that are unused go. False: more have been used.

    Which of two alike goes is nobody's loss, so it is an unused one. What has run out or was withdrawn is gone already.
    """
    known = [*causes, *(f"{prize.program}/{cause}" for cause in causes)]
    grants = Movement.objects.filter(program_id=prize.program, identity_id__in=names, cause__in=known, kind="grant")
    given = {grant.pk: grant for grant in grants}
    # Whoever is using one of them is done first.
    lots = list(Lot.objects.filter(pk__in=given).order_by("-pk").select_for_update())
    used = _used(list(given))
    if len(used) > most:
        return False
    unused = [lot.pk for lot in lots if lot.left and lot.pk not in used]
    gone = unused[: max(0, len(used) + len(unused) - most)]
    end.withdraw(gone, cause="undo", by=by, now_ms=now_ms)
    for lot in lots:
        if lot.pk in gone:
            count_back(lot)
    return True


def _used(numbers: Sequence[int]) -> set[int | None]:
    """Those uses left out that were undone."""
    theirs = Movement.objects.filter(lot__in=numbers)
    undone = theirs.filter(kind=Movement.Kind.BACK).values_list("of", flat=True)
    uses = theirs.filter(kind=Movement.Kind.USE).exclude(pk__in=list(undone))
    return set(uses.values_list("lot", flat=True))
