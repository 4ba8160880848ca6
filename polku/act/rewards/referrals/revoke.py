"""A purchase that is sent back after both have got theirs: where the terms say so, what is unused is taken back.

A coupon that was used stays used, points that were spent are owed, as after any refund. What there was for a number of
friends stays: it was for all of them.
"""

from collections.abc import Sequence
from datetime import datetime

from polku.act.rewards.coupons.not_given import count_back
from polku.act.rewards.ledger import end, limits
from polku.act.rewards.ledger.models import Lot, Movement, Program
from polku.act.rewards.points.take_gift import take_gift
from polku.act.rewards.prizes import Prize
from polku.act.rewards.referrals.facts import People
from polku.act.rewards.referrals.models import Referral
from polku.act.rewards.referrals.reward import month_of, tell_both
from polku.act.rewards.referrals.terms import ReferralTerms
from polku.kit import clock

TAKEN_BACK = "Referral Taken Back"
SENT_BACK = "sent_back"


def revoke(program: Program, row: Referral, terms: ReferralTerms, people: People, *, now: datetime) -> None:
    """Within the transaction that holds the program. It is for good: a friend is rewarded once."""
    friend, referrer = people.profiles[row.identity_id], people.profiles[row.referrer.identity_id]
    now_ms, cause = clock.to_ms(now), f"referral:{row.pk}"
    _take(terms.friend, f"{cause}:friend", [friend, *people.identities(friend)], now_ms=now_ms)
    if row.why != "month":  # else who brought them has got nothing for this one
        _take(terms.referrer, f"{cause}:referrer", [referrer, *people.identities(referrer)], now_ms=now_ms)
        if terms.month is not None:
            limits.put_back(program.pk, [month_of(row, now=clock.from_ms(row.at_ms))])
    row.state, row.why, row.at_ms = Referral.State.REVOKED, SENT_BACK, now_ms
    row.save(update_fields=["state", "why", "at_ms"])
    tell_both(TAKEN_BACK, program, row, friend, referrer, now_ms=now_ms)


def _take(prize: Prize | None, cause: str, names: Sequence[int], *, now_ms: int) -> None:
    if prize is None:
        return
    grants = Movement.objects.filter(cause__in=(cause, f"{prize.program}/{cause}"), identity_id__in=names, kind="grant")
    program = Program.objects.filter(pk=prize.program).first()
    for given in grants.filter(program_id=prize.program):
        if program is not None and program.kind == Program.Kind.POINTS:
            take_gift(program, given, now_ms=now_ms)
        else:
            _withdraw(given, now_ms=now_ms)


def _withdraw(given: Movement, *, now_ms: int) -> None:
    """Whoever is using it is done first. One that was never used counts no longer among those that were given out."""
    lot = Lot.objects.select_for_update().filter(pk=given.pk, left__gt=0).first()
    if lot is None:
        return
    end.withdraw([lot.pk], cause="sent-back", by="", now_ms=now_ms)
    if lot.left == given.amount:
        count_back(lot)
