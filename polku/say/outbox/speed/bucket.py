"""What a bucket holds, and when the next gulp is full: whole numbers, always rounded so that nothing goes too fast."""

HOUR_US = 3_600_000_000
GULP_S = 2
CREDIT_US = 3_000_000


def gulp(per_hour: int) -> int:
    return max(1, per_hour * GULP_S // 3_600)


def holds(per_hour: int, next_us: int, *, now_us: int) -> int:
    """How many may leave now; 0 until the gulp is full."""
    since_us = now_us - max(next_us, now_us - CREDIT_US)
    return gulp(per_hour) + since_us * per_hour // HOUR_US if since_us >= 0 else 0


def after(per_hour: int, next_us: int, *, taken: int, now_us: int) -> int:
    """When the next gulp is full, once so many have been taken."""
    return max(next_us, now_us - CREDIT_US) - (-taken * HOUR_US // per_hour)
