"""When a card's days begin and end, by the clock on the wall."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from polku.act.rewards.ledger.grant import FOR_EVER_MS
from polku.act.rewards.stamps.terms import Double, Lasting
from polku.kit import clock
from polku.know.places.models import Store
from polku.know.teams.begin import the_team

HOUR_MS = 3_600_000


def zone_of(store: str) -> ZoneInfo:
    """The store's where one is known, else the team's."""
    known = Store.objects.filter(key=store).values_list("time_zone", flat=True).first() if store else None
    return ZoneInfo(known or the_team().time_zone or "UTC")


def times_of(double: Double, *, now: datetime, zone: ZoneInfo) -> int:
    """How many stamps one is today."""
    today = now.astimezone(zone).date()
    return double.times if today in double.dates or today.isoweekday() in double.weekdays else 1


def until_of(lasts: Lasting, stands: int | None, *, now: datetime, zone: ZoneInfo) -> int:
    """Until when a card holds that is stamped now. `stands`: until when it does so far; None: this is its first."""
    if lasts.days is None:
        return FOR_EVER_MS
    if lasts.since == "first" and stands is not None:
        return stands
    return day_start(now, days=lasts.days + 1, zone=zone)


def day_start(now: datetime, *, days: int = 0, zone: ZoneInfo) -> int:
    """Of the day so many days after today, in milliseconds."""
    day = now.astimezone(zone).date() + timedelta(days=days)
    return clock.to_ms(datetime.combine(day, time(), zone).astimezone(UTC))
