"""Means of two groups whose spreads need not be equal: Welch (1947), absolute and relative."""

from dataclasses import dataclass
from math import sqrt

from polku.learn.trials.groups import Difference, Group
from polku.learn.trials.tails import t_quantile, t_two_sided


@dataclass(frozen=True)
class Spread:
    """The second group less the first, with its standard error and degrees of freedom."""

    value: float
    error: float
    df: float


@dataclass(frozen=True)
class Welch(Difference):
    error: float = 0.0
    df: float = 0.0


def spread(first: Group, second: Group, *, is_relative: bool = False) -> Spread | None:
    """Relative: over the first, by the delta method. None without spread, or people, or a mean to compare with."""
    if min(first.people, second.people) < 2 or not first.variance + second.variance:
        return None
    one, other = first.variance / first.people, second.variance / second.people
    df = (one + other) ** 2 / (one**2 / (first.people - 1) + other**2 / (second.people - 1))
    if not is_relative:
        return Spread(second.mean - first.mean, sqrt(one + other), df)
    if not first.mean:
        return None
    error = sqrt(other / first.mean**2 + one * second.mean**2 / first.mean**4)
    return Spread((second.mean - first.mean) / abs(first.mean), error, df) if error else None


def welch(first: Group, second: Group, *, is_relative: bool = False, alpha: float = 0.05) -> Welch | None:
    """With the interval of Student's t, and its two-sided p; None as above."""
    found = spread(first, second, is_relative=is_relative)
    if found is None:
        return None
    half, p = t_quantile(1 - alpha / 2, found.df) * found.error, t_two_sided(found.value / found.error, found.df)
    return Welch(found.value, found.value - half, found.value + half, p, found.error, found.df)
