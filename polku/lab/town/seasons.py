"""When people look at their phones and when they shop: hours, days of the week, months. The town is at UTC+9."""

HOUR_MS = 3_600_000
DAY_MS = 24 * HOUR_MS
OFFSET_MS = 9 * HOUR_MS

# Weights of the 24 hours; an average hour is 1.
LOOKING = (
    0.2,
    0.1,
    0.05,
    0.05,
    0.05,
    0.2,
    0.7,
    1.6,
    1.7,
    1.0,
    0.9,
    1.0,
    2.0,
    1.2,
    0.9,
    1.0,
    1.1,
    1.3,
    1.6,
    1.7,
    1.8,
    1.9,
    1.4,
    0.55,
)
SHOPPING = (0, 0, 0, 0, 0, 0, 0, 0.8, 1.2, 1.2, 1.6, 1.9, 2.1, 1.6, 1.4, 1.7, 1.9, 2.4, 2.6, 1.9, 1.1, 0.6, 0, 0)
WEEK = (0.85, 0.85, 0.9, 0.95, 1.1, 1.3, 1.05)  # Monday first
YEAR = (0.9, 0.9, 1.0, 1.0, 1.0, 0.95, 0.95, 0.9, 1.0, 1.05, 1.1, 1.25)  # by twelfths of a year


def looking(at_ms: int) -> float:
    """How much more than on average people look at their phones at this instant."""
    return _hour(LOOKING, at_ms)


def shopping(at_ms: int) -> float:
    """How much more than on average people go shopping at this instant."""
    days = (at_ms + OFFSET_MS) // DAY_MS
    # The epoch was a Thursday; a year of 365.25 days is near enough for a season.
    return _hour(SHOPPING, at_ms) * WEEK[(days + 3) % 7] * YEAR[int(days % 365.25 / 365.25 * 12)]


def _hour(weights: tuple[float, ...], at_ms: int) -> float:
    hour = (at_ms + OFFSET_MS) // HOUR_MS % 24
    return weights[hour] * 24 / sum(weights)
