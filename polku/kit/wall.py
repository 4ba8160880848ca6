"""From what a clock on the wall shows to the instant, also on the two days of the year on which clocks are changed."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

SECOND = timedelta(seconds=1)


def instant_of(wall: datetime, zone: ZoneInfo) -> datetime:
    """The instant in UTC at which clocks of the zone show `wall` (without a zone).

    Shown twice, it is the first time; never shown, it is the first instant after the gap.
    """
    first = wall.replace(tzinfo=zone, fold=0).astimezone(UTC)
    if shown(first, zone) == wall:
        return first
    # In a gap, fold=0 counts from the offset before it, fold=1 from the one after: the change lies between the two.
    early, late = sorted((first, wall.replace(tzinfo=zone, fold=1).astimezone(UTC)))
    while late - early > SECOND:
        middle = early + timedelta(seconds=(late - early) // SECOND // 2)
        early, late = (early, middle) if shown(middle, zone) >= wall else (middle, late)
    return late


def shown(instant: datetime, zone: ZoneInfo) -> datetime:
    """What clocks of the zone show then, without a zone."""
    return instant.astimezone(zone).replace(tzinfo=None)


def is_moved(wall: datetime, zone: ZoneInfo) -> bool:
    """Whether clocks never show it: it becomes the next moment that they do."""
    return shown(instant_of(wall, zone), zone) != wall


def is_shown_twice(wall: datetime, zone: ZoneInfo) -> bool:
    first, second = (wall.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    return first < second and shown(first, zone) == wall
