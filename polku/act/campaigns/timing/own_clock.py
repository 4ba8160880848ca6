"""The same time of day everywhere: each person's clock decides."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from polku.kit.wall import instant_of

DAY = timedelta(days=1)
EARLIEST = "Pacific/Kiritimati"  # where each day begins


def due_in(zone: ZoneInfo, wall: datetime, *, late: timedelta, now: datetime) -> datetime:
    """When clocks of the zone show `wall`; late by no more than `late`, at once; by more, on the next day.

    In a gap of the clock it is the first instant after it; of an hour that is shown twice, the first.
    """
    at = instant_of(wall, zone)
    if at < now - late:
        # A day is not over before the day after next has begun anywhere.
        wall += max(0, (now - at).days - 1) * DAY
        while (at := instant_of(wall, zone)) < now:
            wall += DAY
    return max(at, now)


def first_instant(wall: datetime, zones: Iterable[str] = (EARLIEST,)) -> datetime:
    """When the first of these zones shows it."""
    return min((instant_of(wall, ZoneInfo(name)) for name in zones), default=wall.replace(tzinfo=UTC))
