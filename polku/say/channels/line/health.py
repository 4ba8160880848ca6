"""How an account's webhook is: when it last brought something, how much, and what was turned away."""

from datetime import datetime

import msgspec

from polku.kit import clock
from polku.say.channels.line.inbox.models import LineHookHour, LineMedia, LineRelay
from polku.say.channels.line.models import LineAccount

HOURS = 24


class Hour(msgspec.Struct, frozen=True):
    """One hour (UTC), and what came within it."""

    begins_at: datetime
    requests: int = 0
    events: int = 0
    refused: int = 0  # signature wrong or missing
    unreadable: int = 0  # signed, and no JSON


class Health(msgspec.Struct, frozen=True):
    """Of one account's webhook. Counts are of the last 24 hours, this one begun; they may be some seconds old."""

    last_at: datetime | None  # of a request with a right signature, ever
    last_refused_at: datetime | None  # of one without, ever
    hours: tuple[Hour, ...]  # 24, the oldest first, also those without anything
    relayed: int
    not_relayed: int  # given up
    relay_waiting: int
    relay_trouble: str  # why the oldest of these has not gone; "" where nothing is wrong
    media_waiting: int

    @property
    def requests(self) -> int:
        return sum(hour.requests for hour in self.hours)

    @property
    def events(self) -> int:
        return sum(hour.events for hour in self.hours)

    @property
    def refused(self) -> int:
        return sum(hour.refused for hour in self.hours)


def health(account: LineAccount, *, now: datetime | None = None) -> Health:
    this_hour = clock.to_ms(now or clock.now()) // clock.HOUR_MS
    rows = {row.hour: row for row in LineHookHour.objects.filter(account=account, hour__gt=this_hour - HOURS)}
    ever = LineHookHour.objects.filter(account=account).order_by("-hour")
    waiting = LineRelay.objects.filter(account=account)
    oldest = waiting.order_by("id").first()
    return Health(
        last_at=_at(ever.filter(last_ms__isnull=False).values_list("last_ms", flat=True).first()),
        last_refused_at=_at(
            ever.filter(last_refused_ms__isnull=False).values_list("last_refused_ms", flat=True).first()
        ),
        hours=tuple(_hour(hour, rows.get(hour)) for hour in range(this_hour - HOURS + 1, this_hour + 1)),
        relayed=sum(row.relayed for row in rows.values()),
        not_relayed=sum(row.not_relayed for row in rows.values()),
        relay_waiting=waiting.count(),
        relay_trouble=oldest.trouble if oldest is not None else "",
        media_waiting=LineMedia.objects.filter(account=account, state=LineMedia.State.ASKED).count(),
    )


def _hour(hour: int, row: LineHookHour | None) -> Hour:
    begins_at = clock.from_ms(hour * clock.HOUR_MS)
    return Hour(begins_at) if row is None else Hour(begins_at, row.requests, row.events, row.refused, row.unreadable)


def _at(instant_ms: int | None) -> datetime | None:
    return None if instant_ms is None else clock.from_ms(instant_ms)
