"""What a till's own clock says of when something was pressed, and how far that is believed.

It decides how long a press has waited for a line, up to a day. Whoever sets a clock wrong on purpose can use what has
ended within that day, and nothing else: whatever is left of a coupon, and every limit, is looked at now.
"""

from datetime import datetime, timedelta

from polku.kit import clock

WAITS_MS = clock.DAY_MS  # as long as a visit is good for
AT_ONCE_MS = clock.MINUTE_MS  # what comes within this has not waited
NEAR_MS = 31 * clock.DAY_MS  # what lies further off is no time that anybody pressed anything


def pressed_at(told_ms: int | None, sent_ms: int | None, *, now: datetime) -> datetime:
    """Where it says when it was sent as well, a clock that is wrong is wrong in both, and it does not matter."""
    if told_ms is None:
        return now
    waited_ms = (clock.to_ms(now) if sent_ms is None else sent_ms) - told_ms
    return now - timedelta(milliseconds=waited_ms) if AT_ONCE_MS < waited_ms <= WAITS_MS else now


def near(told_ms: int | None, at_ms: int) -> int | None:
    """What is written down beside our time: None for what cannot be meant."""
    return told_ms if told_ms is not None and abs(told_ms - at_ms) <= NEAR_MS else None
