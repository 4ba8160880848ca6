"""What has arrived, or may have."""

from polku.kit import clock

ARRIVED = ("sent", "unknown")
# What nobody has taken up again for so long counts as arrived: others do not wait for it any longer.
FORSAKEN_MS = clock.HOUR_MS


def forsaken(due_ms: int, *, now_ms: int) -> bool:
    """`due_ms`: when a claim ends, or when a message is to be tried again."""
    return due_ms < now_ms - FORSAKEN_MS
