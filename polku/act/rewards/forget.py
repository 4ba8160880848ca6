"""Forgetting what somebody was given and used, and telling them of it.

All movements of a grant are one person's, so that what is left still adds up.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from polku.act.rewards.benefits import forget as benefits
from polku.act.rewards.budgets import cost
from polku.act.rewards.coupons.first import scope_of
from polku.act.rewards.errands import forget as errands_forget
from polku.act.rewards.ledger.models import Counter, Lot, Movement, Program
from polku.act.rewards.offers import forget as offers
from polku.act.rewards.points.debts import OF_GIFTS
from polku.act.rewards.points.models import Earning
from polku.act.rewards.ranks.models import RankHeld
from polku.act.rewards.referrals import forget as referrals
from polku.act.rewards.stamps.whose import scope
from polku.act.rewards.till.models import TillAct
from polku.kit import ids
from polku.know.events.forgetting.keeper import Person
from polku.know.events.forgetting.whom import Whom
from polku.know.people.export import instant

PART = 500


def forget(whom: Whom) -> int:
    """What counts for the limits of all stays counted, as does what it cost; what was counted of them alone goes."""
    numbers, gone = sorted(whom.identities), errands_forget.forget(whom)
    parts = [numbers[start : start + PART] for start in range(0, len(numbers), PART)]
    # Of each name in each of the programs: what one name was given may be counted under another of theirs.
    counted = Counter.objects.filter(program_id__in={program for part in parts for program in _programs(part)})
    for part in parts:
        theirs = Movement.objects.filter(identity_id__in=part)
        whole = ("given:", "debt:", OF_GIFTS)
        counted.filter(scope__in=[f"{what}{identity}" for identity in part for what in whole]).delete()
        for identity in part:
            for what in ("given", "used"):
                counted.filter(scope__gte=f"{what}:{identity}:", scope__lt=f"{what}:{identity};").delete()
        cost.keep(part)
        theirs_alone = [name for number in part for name in (scope(number), scope_of([number]))]
        Counter.objects.filter(program_id=0, scope__in=theirs_alone).delete()
        RankHeld.objects.filter(identity_id__in=part).delete()
        gone += Earning.objects.filter(identity_id__in=part).delete()[0]
        gone += sum(room.forget(part) for room in (referrals, benefits, offers))
        gone += Lot.objects.filter(identity_id__in=part).delete()[0] + theirs.delete()[0]
        gone += TillAct.objects.filter(identity_id__in=part).delete()[0]
    return gone


def _programs(part: Sequence[int]) -> set[int]:
    return set(Movement.objects.filter(identity_id__in=part).values_list("program_id", flat=True))


def tell(person: Person) -> Mapping[str, Any]:
    rows = Movement.objects.filter(identity_id__in=list(person)).order_by("at_ms", "pk")
    names = Program.objects.in_bulk({row.program_id for row in rows})
    return {
        "rewards": [
            {
                "program": names[row.program_id].name,
                "what": row.kind,
                "amount": row.amount,
                "at": instant(row.at_ms),
                "coupon": ids.public(row.lot or row.pk),
                "store": row.store,
            }
            for row in rows
        ],
        "friends": referrals.tell(list(person)),
    }
