"""When a delivery that failed is tried again, and when no more."""

from polku.act.webhooks.claim import Claimed
from polku.kit import clock
from polku.kit.ids import hash63

# The first again after seconds, the last after three days: a weekend's outage is bridged. As the specification advises.
WAITS_MS = tuple(
    clock.SECOND_MS * seconds
    for seconds in (5, 5 * 60, 30 * 60, 2 * 3_600, 5 * 3_600, 10 * 3_600, 14 * 3_600, 20 * 3_600, 24 * 3_600)
)
MOST_ATTEMPTS = len(WAITS_MS) + 1
JITTER = 0.2  # of a wait: what failed together does not come back together


def wait_ms(claimed: Claimed) -> int:
    """Until the next attempt. The jitter is made of the attempt itself, so that it can be told again."""
    wait = WAITS_MS[min(claimed.attempts, len(WAITS_MS)) - 1]
    dice = hash63(f"{claimed.id} {claimed.claims}".encode()) % 10_000 / 10_000
    return round(wait * (1 + JITTER * dice))
