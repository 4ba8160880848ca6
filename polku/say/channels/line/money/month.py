"""LINE's month: it begins at midnight of UTC+9, wherever the shop is."""

from datetime import datetime, timedelta, timezone

from polku.kit import clock

ZONE = timezone(timedelta(hours=9))
LEAST_GONE = 1 / 31  # of a month: before that a day's campaign would be taken for the habit of a month


def begins_ms(now: datetime) -> int:
    return clock.to_ms(_first(now))


def ends_ms(now: datetime) -> int:
    """The first instant of the next month."""
    return clock.to_ms(_first(_first(now) + timedelta(days=32)))


def gone(now: datetime) -> float:
    """How much of the month is over, from 0 to 1."""
    begin, end = begins_ms(now), ends_ms(now)
    return (clock.to_ms(now) - begin) / (end - begin)


def forecast(used: int, *, waiting: int, now: datetime) -> int | None:
    """Messages by the month's end, if the rest goes as the days before: used ÷ the part of the month that is over.

    Never fewer than what is used and waits. None on the first day, which says nothing of the others.
    """
    part = gone(now)
    if part < LEAST_GONE:
        return None
    return max(used + waiting, round(used / part))


def _first(now: datetime) -> datetime:
    return now.astimezone(ZONE).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
