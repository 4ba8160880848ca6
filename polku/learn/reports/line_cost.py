"""What a campaign by LINE has cost: its pushes and multicasts, each in the month in which it went."""

from datetime import datetime

from django.db.models import QuerySet, Sum

from polku.kit import clock
from polku.say.channels.line.models import LineAccount
from polku.say.channels.line.money import month
from polku.say.channels.line.money.models import LinePrices
from polku.say.channels.line.money.plans import Plan, plan_of
from polku.say.channels.line.money.price import Price, price
from polku.say.channels.line.money.usage import latest
from polku.say.outbox.models import Message
from polku.say.outbox.packed.models import MessageCounted
from polku.say.outbox.reasons import FREE

MOST_MONTHS = 12  # of one campaign: what waits longer is counted with the last one


def campaign_cost(account: LineAccount, campaign: int, *, sent: int, at: datetime) -> Price | None:
    """Of so many sent, without free replies; None where nobody has said which plan the account has.

    Each month's part is priced after all that LINE had counted of that month before it: at the launch (`at`), and in
    further months at the first message. Rides message_campaign_state.
    """
    plan = plan_of(account, LinePrices.objects.filter(account=account).first())
    if plan is None:
        return None
    by = f"line:{account.name}"  # it may go by others, too
    theirs = MessageCounted.objects.filter(campaign_id=campaign, channel=by, state=Message.State.SENT)
    paid = theirs.filter(reason="")
    last_ms = paid.order_by("-settled_ms").values_list("settled_ms", flat=True).first()
    if last_ms is None or last_ms < month.ends_ms(at):
        return price(plan, used=_used(account, at), count=sent - _sum(theirs.filter(reason=FREE)))
    parts, since = [], at
    for _month in range(MOST_MONTHS):
        end_ms = month.ends_ms(since)
        count = _sum(paid.filter(settled_ms__gte=month.begins_ms(since), settled_ms__lt=end_ms))
        parts.append(price(plan, used=_used(account, since), count=count))
        first = paid.filter(settled_ms__gte=end_ms).order_by("settled_ms").values_list("settled_ms", flat=True).first()
        if first is None:
            break
        since = clock.from_ms(first)
    return _together(plan, parts)


def _sum(rows: QuerySet[MessageCounted]) -> int:
    return int(rows.aggregate(sum=Sum("count"))["sum"] or 0)


def _used(account: LineAccount, at: datetime) -> int:
    """What LINE had counted of that month by then."""
    row = latest([account.pk], before_ms=clock.to_ms(at)).get(account.pk)
    return row.used if row is not None and row.at_ms >= month.begins_ms(at) else 0


def _together(plan: Plan, parts: list[Price]) -> Price:
    return Price(
        plan.currency,
        sum(one.minor for one in parts),
        sum(one.included for one in parts),
        sum(one.paid for one in parts),
        sum(one.beyond for one in parts),
        any(one.is_guessed for one in parts),
    )
