"""How fast an account may ask an endpoint: a token bucket each, in this process."""

import threading

from polku.kit import clock
from polku.say.channels.line.limits import Rate, rate_of

# Ours: LINE's bucket and ours do not begin at the same moment.
SHARE = 0.95


class Bucket:
    """Filled gradually; `take` says how long to wait before going on, and has then taken what was asked for."""

    def __init__(self, rate: Rate) -> None:
        self._per_s = rate.amount * SHARE / rate.per_s
        self._most = max(1.0, rate.amount * SHARE)
        self._filled, self._at = self._most, clock.monotonic()

    def take(self, amount: int = 1) -> float:
        """Seconds to wait; what is asked for is taken in advance."""
        now = clock.monotonic()
        self._filled = min(self._most, self._filled + (now - self._at) * self._per_s)
        self._at = now
        self._filled -= amount
        return max(0.0, -self._filled / self._per_s)

    @property
    def has_some(self) -> bool:
        """Whether `take` would say 0 now."""
        return self._filled + (clock.monotonic() - self._at) * self._per_s >= 1

    def empty(self) -> None:
        """LINE says that it was too much: others use this account too. A second's pause."""
        self._filled = min(self._filled, -self._per_s)


class Buckets:
    """Those of one account."""

    def __init__(self) -> None:
        self._buckets: dict[str, Bucket] = {}
        self._lock = threading.Lock()

    def wait_s(self, endpoint: str) -> float:
        with self._lock:
            return self._of(endpoint).take()

    def has_turn(self, endpoint: str) -> bool:
        """Whether one could go on at once. Nothing is taken."""
        with self._lock:
            return self._of(endpoint).has_some

    def refused(self, endpoint: str) -> None:
        with self._lock:
            self._of(endpoint).empty()

    def _of(self, endpoint: str) -> Bucket:
        found = self._buckets.get(endpoint)
        if found is None:
            found = self._buckets[endpoint] = Bucket(rate_of(endpoint))
        return found
