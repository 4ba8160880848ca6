"""What people do on the clock: their rows in the column store follow."""

from datetime import datetime

from polku.kit import clock
from polku.know.events.columns import READER
from polku.know.events.lag import LATE_S, waits_s
from polku.know.events.read import place
from polku.know.people import columns

REST_S = 1.0  # between two writings: who changes often is written once
LATE_REST_S = 4.0  # while events come first


class Follower:
    """Writes who is out of date."""

    def __init__(self, *, limit: int = columns.LIMIT) -> None:
        self._limit = limit
        self._begun = 0.0
        self._is_more = False

    def tick(self, now: datetime) -> int:
        """How many were written; 0 when nobody is out of date, or it is not yet time."""
        begun = clock.monotonic()
        is_late = waits_s(place(READER), now_ms=clock.to_ms(now)) > LATE_S
        rest_s = LATE_REST_S if is_late else 0.0 if self._is_more else REST_S
        if begun - self._begun < rest_s:
            return 0
        self._begun = begun
        written = columns.sync(self._limit)
        self._is_more = written == self._limit
        return written
