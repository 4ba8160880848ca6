"""How much goes to one receiver at once: all of it while it answers well, little while it does not. In this process."""

from email.utils import parsedate_to_datetime

from polku.act.webhooks.flight import Outcome
from polku.kit import clock

MOST = 8  # requests to one receiver at the same time
LONGEST_WAIT_MS = clock.MINUTE_MS  # between two tries at a receiver that always fails
LONGEST_ASKED_FOR_MS = clock.HOUR_MS  # that a receiver may ask for
OVERLOADED = (429, 503)


class Pace:
    """`may_start` before, `came` after each request to one receiver."""

    def __init__(self) -> None:
        self._most = MOST
        self._failed = 0  # in a row
        self._from_ms = 0

    def may_start(self, *, on_the_way: int, now_ms: int) -> int:
        """How many more may go now."""
        return max(0, self._most - on_the_way) if now_ms >= self._from_ms else 0

    def came(self, outcome: Outcome, *, now_ms: int) -> None:
        if outcome.is_delivered:
            self._most, self._failed, self._from_ms = MOST, 0, 0
            return
        self._most = max(1, self._most // 2)
        self._failed += 1
        wait_ms = asked_for_ms(outcome, now_ms=now_ms)
        if self._failed > MOST:  # one bad event among good ones holds nobody up
            wait_ms = max(wait_ms, min(LONGEST_WAIT_MS, clock.SECOND_MS * 2 ** min(10, self._failed - MOST)))
        self._from_ms = max(self._from_ms, now_ms + wait_ms if wait_ms else 0)


def asked_for_ms(outcome: Outcome, *, now_ms: int) -> int:
    """How long a receiver that is overloaded asks to be left alone: Retry-After, as seconds or as a date; else 0."""
    if outcome.status not in OVERLOADED or not outcome.retry_after:
        return 0
    text = outcome.retry_after.strip()
    if text.isascii() and text.isdigit():
        wait_ms = int(text[:9]) * clock.SECOND_MS
    else:
        try:
            wait_ms = clock.to_ms(parsedate_to_datetime(text)) - now_ms
        except (ValueError, TypeError, OverflowError):
            return 0
    return min(max(0, wait_ms), LONGEST_ASKED_FOR_MS)
