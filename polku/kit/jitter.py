"""Waits that do not all end at the same moment."""

GOLDEN = 2_654_435_769  # 2^32 by the golden ratio: numbers in a row are spread evenly
WHOLE = 2**32


def jittered(wait_ms: int, *seed: int) -> int:
    """From three quarters of the wait to all of it; the same for the same seed."""
    mixed = 0
    for number in seed:
        mixed = (mixed + number) * GOLDEN % WHOLE
    return wait_ms - wait_ms * mixed // (4 * WHOLE)
