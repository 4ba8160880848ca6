"""Forgetting whom somebody brought, and by whom they came."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q

from polku.act.rewards.ledger.models import Counter, Program
from polku.act.rewards.referrals.models import Referral, Referrer
from polku.know.people.export import instant


def forget(part: Sequence[int]) -> int:
    """What others were given for it they keep."""
    for program, identity in Referrer.objects.filter(identity_id__in=part).values_list("program_id", "identity_id"):
        counted = Counter.objects.filter(program_id=program)
        counted.filter(scope__gte=f"month:{identity}:", scope__lt=f"month:{identity};").delete()
    among = Q(identity_id__in=part) | Q(referrer__identity_id__in=part)
    gone = Referral.objects.filter(among).delete()[0]
    return gone + Referrer.objects.filter(identity_id__in=part).delete()[0]


def tell(identities: Sequence[int]) -> list[dict[str, Any]]:
    rows = Referral.objects.filter(Q(identity_id__in=identities) | Q(referrer__identity_id__in=identities))
    names = Program.objects.in_bulk(set(rows.values_list("program_id", flat=True)))
    return [
        {
            "program": names[row.program_id].name,
            "side": "friend" if row.identity_id in identities else "referrer",
            "state": row.state,
            "at": instant(row.came_ms),
        }
        for row in rows.order_by("came_ms", "pk")
    ]
