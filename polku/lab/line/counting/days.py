"""Days and months as LINE counts them, nine hours ahead of UTC."""

from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache

DAY_MS = 24 * 3_600_000
JAPAN = timezone(timedelta(hours=9))


def day_of(now_ms: int) -> str:
    """20261122."""
    return _named((now_ms + 9 * 3_600_000) // DAY_MS)


@cache
def _named(day: int) -> str:
    return datetime.fromtimestamp(day * DAY_MS / 1_000, UTC).strftime("%Y%m%d")


def month_of(now_ms: int) -> str:
    return day_of(now_ms)[:6]


def parsed(text: str) -> date | None:
    try:
        return datetime.strptime(text, "%Y%m%d").replace(tzinfo=JAPAN).date()
    except ValueError:
        return None


def iso(now_ms: int) -> str:
    """2026-11-22T09:00:00.123Z."""
    return datetime.fromtimestamp(now_ms / 1_000, UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"
