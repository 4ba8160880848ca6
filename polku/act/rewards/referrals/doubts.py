"""What looks as if no friend had been brought along: then a person looks first."""

from polku.act.rewards.referrals import judge
from polku.act.rewards.referrals.models import Referral
from polku.act.rewards.referrals.terms import ReferralTerms
from polku.kit import clock

HARDLY_MORE = 110  # percent of the least


def doubts_of(row: Referral, terms: ReferralTerms) -> list[str]:
    """The first is what is shown."""
    near = Referral.objects.filter(
        program_id=row.program_id, came_ms__gt=row.came_ms - clock.DAY_MS, came_ms__lt=row.came_ms + clock.DAY_MS
    )
    asked, found = terms.doubts, []
    if row.network and row.network == row.referrer.network:
        found.append(judge.NETWORK)
    if asked.network and row.network and near.filter(network=row.network).count() >= asked.network:
        found.append(judge.CROWD)
    if row.device and near.filter(referrer=row.referrer, device=row.device).exclude(pk=row.pk).exists():
        found.append(judge.DEVICE_AGAIN)
    if asked.day and near.filter(referrer=row.referrer).count() >= asked.day:
        found.append(judge.RUSH)
    if asked.least and terms.least_minor and _are_least(row, terms):
        found.append(judge.LEAST)
    return found


def _are_least(row: Referral, terms: ReferralTerms) -> bool:
    """Whether many friends of one person bought, and none of them more than had to be."""
    spent = Referral.objects.filter(referrer=row.referrer, bought_minor__isnull=False)
    amounts = list(spent.values_list("bought_minor", flat=True)[:1_000])
    most = terms.least_minor * HARDLY_MORE // 100
    return len(amounts) >= terms.doubts.least and all((minor or 0) <= most for minor in amounts)
