"""Friends whose waiting time is over, or who have not bought in time."""

from datetime import datetime

from polku.act.rewards.ledger.models import Program
from polku.act.rewards.referrals.models import Referral
from polku.act.rewards.referrals.settle import settle
from polku.kit import clock

AT_ONCE = 200


def tick(now: datetime) -> int:
    """Some of those who are due. Returns how many: 0 when none is left."""
    ended = Program.objects.filter(kind=Program.Kind.REFERRAL, state=Program.State.ENDED).values("pk")
    due = Referral.objects.filter(due_ms__lte=clock.to_ms(now)).exclude(program_id__in=ended).order_by("due_ms", "pk")
    numbers = list(due.values_list("pk", flat=True)[:AT_ONCE])
    settle(numbers, now=now)
    return len(numbers)
