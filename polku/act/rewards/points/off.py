"""What points take off a price: whole numbers only, and never more than there is to pay."""

import msgspec

from polku.act.rewards.points.terms import Rate


class Off(msgspec.Struct, frozen=True):
    points: int = 0
    off_minor: int = 0


def off_of(rate: Rate, points: int) -> int:
    return points * rate.minor // rate.points


def most_off(rate: Rate, usable: int, price_minor: int) -> Off:
    """What of these takes most off, with no point more than that needs; nothing where the least is not there, or takes
    off more than the price."""
    # As many as stay below the next unit after the price.
    points = min(usable, ((price_minor + 1) * rate.points - 1) // rate.minor)
    off_minor = off_of(rate, points)
    if points < rate.least or off_minor < 1:
        return Off()
    return Off(max(-(-off_minor * rate.points // rate.minor), rate.least), off_minor)
