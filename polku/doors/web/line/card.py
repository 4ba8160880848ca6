"""An account's health: everything that one looks at, gathered for all accounts at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Q, Sum

from polku.kit import clock
from polku.learn.reports.line_day import Day, days
from polku.learn.reports.line_month import Month, months
from polku.say.channels.line.inbox.models import LineHookHour
from polku.say.channels.line.models import LineAccount, LineFriend
from polku.say.channels.line.setup import checklist, hook
from polku.say.channels.line.setup.models import LineLook, LineTick


@dataclass(frozen=True)
class Hooks:
    """Webhooks that came: when the last, and how many within a day, signed rightly and wrongly."""

    last_ms: int | None = None
    events: int = 0
    refused: int = 0


@dataclass(frozen=True)
class Card:
    account: LineAccount
    look: LineLook
    month: Month
    day: Day
    hooks: Hooks
    ticks: Mapping[str, LineTick]
    friends: int
    blocked: int

    @property
    def state(self) -> str:
        if self.account.ended_at is not None:
            return "ended"
        if self.account.stopped_at is not None:
            return "stopped"
        if self.account.waits_until is not None and self.account.waits_until > clock.now():
            return "waiting"
        return "trouble" if self.look.trouble else "active"

    @property
    def unticked(self) -> int:
        return len(checklist.ITEMS) - len(self.ticks)

    @property
    def webhook_url(self) -> str:
        return hook.address(self.account)

    @property
    def is_elsewhere(self) -> bool:
        """LINE delivers to another address than ours."""
        return self.look.webhook_ms is not None and self.look.webhook_url != self.webhook_url


def cards(accounts: Sequence[LineAccount], *, now: datetime) -> list[Card]:
    """In the same order; the same number of queries however many there are."""
    numbers = [one.pk for one in accounts]
    looks = {row.account_id: row for row in LineLook.objects.filter(account__in=numbers)}
    used, day = months(accounts, now=now), days([one.name for one in accounts], now=now)
    ticks, hooks, friends = checklist.ticks(numbers), _hooks(numbers, now=now), _friends(numbers)
    return [
        Card(
            one,
            looks.get(one.pk) or LineLook(account=one),
            used[one.pk],
            day[one.name],
            hooks.get(one.pk, Hooks()),
            ticks[one.pk],
            *friends.get(one.pk, (0, 0)),
        )
        for one in accounts
    ]


def _hooks(numbers: Sequence[int], *, now: datetime) -> dict[int, Hooks]:
    hour = clock.to_ms(now) // clock.HOUR_MS
    recent = Q(hour__gt=hour - 24)
    rows = (
        LineHookHour.objects.filter(account__in=numbers)
        .values("account")
        .annotate(last=Max("last_ms"), came=Sum("events", filter=recent), wrong=Sum("refused", filter=recent))
    )
    return {row["account"]: Hooks(row["last"], row["came"] or 0, row["wrong"] or 0) for row in rows}


def _friends(numbers: Sequence[int]) -> dict[int, tuple[int, int]]:
    """Friends and blocked ones that we know of. Rides line_friend_account."""
    rows = LineFriend.objects.filter(account__in=numbers).values("account", "is_friend").annotate(count=Count("pk"))
    found: dict[int, list[int]] = {}
    for row in rows:
        found.setdefault(row["account"], [0, 0])[0 if row["is_friend"] else 1] = row["count"]
    return {number: (one, other) for number, (one, other) in found.items()}
