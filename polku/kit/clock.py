"""Time. Only this file knows what time it is; everything else is told."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

SECOND_MS = 1_000
MINUTE_MS = 60 * SECOND_MS
HOUR_MS = 60 * MINUTE_MS
DAY_MS = 24 * HOUR_MS

_fixed_ms: int | None = None


def now_ms() -> int:
    """Milliseconds since 1970 in UTC: how the hot paths write an instant."""
    return time.time_ns() // 1_000_000 if _fixed_ms is None else _fixed_ms


def now() -> datetime:
    return from_ms(now_ms())


def from_ms(instant_ms: int) -> datetime:
    return datetime.fromtimestamp(instant_ms / 1000, UTC)


def to_ms(instant: datetime) -> int:
    return round(instant.timestamp() * 1000)


def monotonic() -> float:
    """Seconds that never jump, for measuring how long something took."""
    return time.monotonic()


def computed() -> float:
    """Seconds that this thread itself has computed: waiting for others does not count."""
    return time.thread_time()


def pause(seconds: float) -> None:
    time.sleep(seconds)


@contextmanager
def fixed(instant: datetime) -> Iterator[None]:
    """Stop the clock, for tests."""
    global _fixed_ms
    before, _fixed_ms = _fixed_ms, to_ms(instant)
    try:
        yield
    finally:
        _fixed_ms = before
