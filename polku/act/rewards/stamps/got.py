"""What somebody has just got for stamps."""

import re
from collections.abc import Sequence

from polku.act.rewards.ledger.models import Movement
from polku.act.rewards.prizes import Prize
from polku.act.rewards.stamps.terms import Reward

CAUSE = re.compile(r"(?:\d+/)?prize/\d+/(?:stamp|gift)/")


def got(identities: Sequence[int], *, since_ms: int) -> list[Reward]:
    """In the order in which they came; not what was taken back."""
    theirs = Movement.objects.filter(identity_id__in=identities, kind=Movement.Kind.GRANT, at_ms__gte=since_ms)
    rows = [row for row in theirs.order_by("pk") if CAUSE.match(row.cause)]
    undone = Movement.objects.filter(lot__in=[row.pk for row in rows], kind=Movement.Kind.WITHDRAWN)
    gone = set(undone.values_list("lot", flat=True))
    return [Reward(0, Prize(row.program_id, row.amount)) for row in rows if row.pk not in gone]
