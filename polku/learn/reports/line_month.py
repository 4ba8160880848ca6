"""The month of a LINE account in messages: used, on their way, left, where it leads; what a send would take of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_

from django.db.models import Q, Sum

from polku.kit import clock
from polku.say.channels.line.models import LineAccount
from polku.say.channels.line.money import month
from polku.say.channels.line.money.models import LinePrices
from polku.say.channels.line.money.plans import Plan, plan_of
from polku.say.channels.line.money.price import Price, price
from polku.say.channels.line.money.usage import latest
from polku.say.channels.line.wide import room
from polku.say.channels.line.wide.models import LineWide
from polku.say.outbox.models import WAITING, Message
from polku.say.outbox.packed.models import MessageCounted
from polku.say.outbox.reasons import FREE

NOT_PAID = (FREE, "line_reply_unknown")  # replies, also those of which nobody knows whether they arrived


@dataclass(frozen=True)
class Month:
    """Recipients, not bubbles. What nobody knows is None.

    `used`: LINE's count, and what we have sent since LINE was asked, without free replies. `reserved`: messages that
    wait or are on their way and are due this month, those still to be asked for by running campaigns, and whom
    broadcasts and narrowcasts may reach that wait or are under way.
    """

    plan: Plan | None
    quota: int | None  # LINE's: with what may be bought; None: no limit, or not known (`is_known`)
    is_known: bool  # whether LINE has told anything of this month
    used: int
    asked_ms: int | None  # when LINE was asked
    reserved: int
    forecast: int | None

    @property
    def most(self) -> int | None:
        """How many the month may have: LINE's own word, else what is in the plan that cannot be exceeded."""
        if self.is_known:
            return self.quota
        return self.plan.messages if self.plan is not None and not self.plan.more else None

    @property
    def left(self) -> int | None:
        """After what is used and reserved; None: no limit is known."""
        return None if self.most is None else max(0, self.most - self.used - self.reserved)

    @property
    def will_not_do(self) -> bool:
        """The month's end would come after the messages'."""
        return self.most is not None and self.forecast is not None and self.forecast > self.most

    @property
    def cost(self) -> Price | None:
        """Of what is used so far."""
        return None if self.plan is None else price(self.plan, used=0, count=self.used)


@dataclass(frozen=True)
class Take:
    """What a send of `count` messages would take of the month."""

    count: int
    price: Price | None
    left_after: int | None
    short: int  # so many more than there are


def left_for(account: LineAccount, row: LineWide) -> int | None:
    """How many messages the month has for one broadcast or narrowcast, which it has reserved itself; None: no limit."""
    return months([account], now=clock.now(), but=row.pk)[account.pk].left


def months(accounts: Sequence[LineAccount], *, now: datetime, but: int | None = None) -> dict[int, Month]:
    """By account. The same few queries however many there are. `but`: a wide send whose reservation does not count."""
    usage = latest([one.pk for one in accounts])
    own = {row.account_id: row for row in LinePrices.objects.filter(account__in=[one.pk for one in accounts])}
    begin = month.begins_ms(now)
    heard = {one.pk: row for one in accounts if (row := usage.get(one.pk)) and row.asked_ms >= begin}
    channels = {f"line:{one.name}": one.pk for one in accounts}
    waiting = _waiting(channels, until_ms=month.ends_ms(now))
    since = {name: heard[number].asked_ms if number in heard else begin for name, number in channels.items()}
    sent = _sent(since)
    wide = room.reserved(list(channels.values()), until_ms=month.ends_ms(now), but=but)
    wide_sent = room.sent_since({channels[name]: at_ms for name, at_ms in since.items()})
    found = {}
    for one in accounts:
        row = heard.get(one.pk)
        used = (row.used if row is not None else 0) + sent.get(f"line:{one.name}", 0) + wide_sent.get(one.pk, 0)
        reserved = waiting.get(one.pk, 0) + wide.get(one.pk, 0)
        found[one.pk] = Month(
            plan_of(one, own.get(one.pk)),
            row.quota if row is not None else None,
            row is not None,
            used,
            row.asked_ms if row is not None else None,
            reserved,
            month.forecast(used, waiting=reserved, now=now),
        )
    return found


def take(this: Month, count: int) -> Take:
    """What sending to so many would take, after all that is used and waits."""
    used = this.used + this.reserved
    cost = price(this.plan, used=used, count=count) if this.plan is not None else None
    left = this.left
    short = max(0, count - left) if left is not None else (cost.beyond if cost is not None else 0)
    return Take(count, cost, None if left is None else max(0, left - count), short)


def _waiting(channels: dict[str, int], *, until_ms: int) -> dict[int, int]:
    """Rides message_due."""
    rows = MessageCounted.objects.filter(WAITING, channel__in=channels, due_ms__lt=until_ms).values("channel")
    return {channels[row["channel"]]: int(row["sum"]) for row in rows.annotate(sum=Sum("count"))}


def _sent(since: dict[str, int]) -> dict[str, int]:
    """Rides message_settled: only what was settled since LINE was asked, some minutes ago, is looked at."""
    if not since:
        return {}
    gone = Q(state__in=(Message.State.SENT, Message.State.UNKNOWN), settled_ms__gt=min(since.values()))
    theirs = reduce(or_, (Q(channel=name, settled_ms__gt=at_ms) for name, at_ms in since.items()))
    paid = MessageCounted.objects.filter(gone & theirs).exclude(reason__in=NOT_PAID)
    rows = paid.values("channel").annotate(sum=Sum("count"))
    return {row["channel"]: int(row["sum"]) for row in rows}
