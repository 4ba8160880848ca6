"""What a person says of a friend who is held: that it is one, that it is none, and that they have not said it."""

from datetime import datetime

from django.db import transaction

from polku.act.rewards.ledger.models import Program
from polku.act.rewards.referrals import judge
from polku.act.rewards.referrals.models import OPEN, Referral
from polku.act.rewards.referrals.settle import settle
from polku.kit import clock
from polku.know.teams import trail
from polku.know.teams.models import Member

APPROVED, REFUSED, OPENED = "approved", "refused", ""

VERBS = {APPROVED: "friend_approved", REFUSED: "friend_refused", OPENED: "friend_opened"}


class Done(Exception):
    """This friend has been rewarded, or cannot count whatever anybody says."""


@transaction.atomic
def decide(number: int, said: str, *, by: Member | None, now: datetime) -> Referral:
    """`said`: APPROVED, REFUSED, or OPENED to take back what was said. Raises Done, Referral.DoesNotExist."""
    row = Referral.objects.get(pk=number)
    if row.decided == said:
        return row
    may = Referral.objects.filter(pk=number, state__in=OPEN)
    if row.state == Referral.State.REFUSED and row.why == judge.DECIDED:
        may = Referral.objects.filter(pk=number, why=judge.DECIDED)
    changed = may.update(
        decided=said,
        decided_by=f"member:{by.pk}" if by is not None and said else "",
        state=Referral.State.KNOWN if row.state == Referral.State.REFUSED else row.state,
        at_ms=clock.to_ms(now),
    )
    if not changed:
        raise Done
    subject = f"program:{row.program_id}"
    trail.note(by, f"program.{VERBS[said]}", subject=subject, after={"friend": row.pk})
    settle([number], now=now)
    return Referral.objects.get(pk=number)


def held(program: Program) -> list[Referral]:
    """Who waits for somebody to look, the oldest first."""
    rows = Referral.objects.filter(program_id=program.pk, state=Referral.State.HELD)
    return list(rows.select_related("referrer").order_by("at_ms", "pk"))
