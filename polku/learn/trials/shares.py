"""Shares of people: one with its interval, and two beside each other."""

from math import sqrt

from polku.learn.trials.groups import Difference, Z


def wilson(yes: int, people: int, *, z: float = Z) -> tuple[float, float] | None:
    """Where the true share lies with 95 % (Wilson 1927): sound for few people and for shares near 0."""
    if not people:
        return None
    share, extra = yes / people, z * z / people
    middle = share + extra / 2
    half = z * sqrt(share * (1 - share) / people + extra / (4 * people))
    low, high = (middle - half) / (1 + extra), (middle + half) / (1 + extra)
    return (0.0 if yes == 0 else low), (1.0 if yes == people else high)


def newcombe(first: tuple[int, int], second: tuple[int, int]) -> Difference | None:
    """Second less first, each (yes, people): Newcombe's hybrid score interval (1998, method 10)."""
    one, other = wilson(*first), wilson(*second)
    if one is None or other is None:
        return None
    p1, p2 = first[0] / first[1], second[0] / second[1]
    low = p2 - p1 - sqrt((p2 - other[0]) ** 2 + (one[1] - p1) ** 2)
    high = p2 - p1 + sqrt((other[1] - p2) ** 2 + (p1 - one[0]) ** 2)
    return Difference(p2 - p1, low, high)
