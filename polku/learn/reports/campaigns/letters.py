"""Letters with reports, from written down to sent. One that may have left is never sent a second time."""

from datetime import datetime, timedelta

from django.db.models import F

from polku.act.campaigns.models import Campaign
from polku.learn.reports.campaigns.due import WEEK
from polku.learn.reports.models import ReportLetter, Subscription

LEASE = timedelta(minutes=5)  # after which what was being made is made again
WAITS = (timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6))
MOST_CAMPAIGNS = 20  # of a week, in one letter
State = ReportLetter.State


def claim(now: datetime) -> ReportLetter | None:
    """The letter that is due first, for this process alone until the lease ends."""
    open_ones = ReportLetter.objects.filter(over_at__isnull=True, state=State.MADE, due_at__lte=now)
    row = open_ones.select_related("subscription__member").order_by("due_at", "pk").first()
    if row is None:
        return None
    ours = ReportLetter.objects.filter(pk=row.pk, state=State.MADE, due_at=row.due_at)
    if not ours.update(due_at=now + LEASE, tries=F("tries") + 1):
        return None
    row.due_at, row.tries = now + LEASE, row.tries + 1
    if row.tries > len(WAITS) + 1:  # its writers have ended, again and again
        settle(row, State.FAILED, now=now, trouble=row.trouble)
        return None
    return row


def begin(row: ReportLetter, *, now: datetime) -> bool:
    """It leaves now: from here on nobody sends it again. False where somebody else has it."""
    ours = ReportLetter.objects.filter(pk=row.pk, state=State.MADE, due_at=row.due_at)
    return bool(ours.update(state=State.SENDING, due_at=now + LEASE))


def settle(row: ReportLetter, state: State, *, now: datetime, trouble: str = "") -> None:
    ReportLetter.objects.filter(pk=row.pk).update(state=state, over_at=now, trouble=trouble)


def fail(row: ReportLetter, trouble: str, *, now: datetime, is_over: bool) -> None:
    """It has certainly not left: again after a growing wait, a few times."""
    if is_over or row.tries > len(WAITS):
        settle(row, State.FAILED, now=now, trouble=trouble)
    else:
        wait = WAITS[row.tries - 1]
        ReportLetter.objects.filter(pk=row.pk).update(state=State.MADE, due_at=now + wait, trouble=trouble)


def give_up_lost(now: datetime) -> list[ReportLetter]:
    """Those whose process ended while they were leaving: nobody knows whether they arrived."""
    lost = ReportLetter.objects.filter(state=State.SENDING, due_at__lte=now).select_related("subscription__member")
    sending = ReportLetter.objects.filter(state=State.SENDING)
    return [row for row in lost if sending.filter(pk=row.pk).update(state=State.UNKNOWN, over_at=now)]


def campaigns_of(row: ReportLetter) -> list[Campaign]:
    """What it tells of: one campaign, or those of the seven days before, the newest first."""
    among = Campaign.objects.select_related("launch__by", "segment", "trial").filter(launch__isnull=False)
    if row.subscription.kind == Subscription.Kind.AFTER:
        return list(among.filter(pk=int(row.key.partition(":")[2])))
    week = among.filter(launch__at__gte=row.of - WEEK, launch__at__lt=row.of)
    return list(week.order_by("-launch__at", "-pk")[:MOST_CAMPAIGNS])


def newest(subscriptions: list[int]) -> dict[int, ReportLetter]:
    """The newest letter of each subscription."""
    rows = ReportLetter.objects.filter(subscription__in=subscriptions).exclude(state=State.EMPTY).order_by("pk")
    return {row.subscription_id: row for row in rows}
