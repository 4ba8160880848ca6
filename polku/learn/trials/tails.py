"""Tails of distributions, to twelve digits and without a library: Student's t and chi-square.

Continued fractions by the modified Lentz method, and series: DLMF 8.9, 8.11, 8.17(v); Numerical Recipes, chapter 6.
"""

from collections.abc import Iterator
from math import exp, lgamma, log, log1p
from statistics import NormalDist

TINY, CLOSE, MOST = 1e-300, 1e-15, 10_000
NORMAL = NormalDist()


def normal_quantile(share: float) -> float:
    return NORMAL.inv_cdf(share)


def t_two_sided(t: float, df: float) -> float:
    """How often chance alone is as far from 0 as `t`, either way."""
    return _beta(df / (df + t * t), df / 2, 0.5)


def t_quantile(share: float, df: float) -> float:
    """Of Student's t, for shares from 0.5 up. By halving: the tail falls steadily."""
    low, high = 0.0, 1.0
    while t_two_sided(high, df) > 2 * (1 - share):
        low, high = high, high * 2
    while high - low > 1e-13 * high:
        middle = (low + high) / 2
        low, high = (middle, high) if t_two_sided(middle, df) > 2 * (1 - share) else (low, middle)
    return high


def chi2_above(value: float, df: int) -> float:
    """The upper tail itself, never 1 minus the lower: tiny ones are not lost."""
    if value <= 0:
        return 1.0
    shape, x = df / 2, value / 2
    front = exp(shape * log(x) - x - lgamma(shape))
    if x < shape + 1:
        return 1 - front * _series(shape, x)
    steps = ((-n * (n - shape), x + 2 * n + 1 - shape) for n in range(1, MOST))
    return front / _lentz(x + 1 - shape, steps)


def _series(shape: float, x: float) -> float:
    term = total = 1 / shape
    for n in range(1, MOST):
        term *= x / (shape + n)
        total += term
        if term < total * CLOSE:
            break
    return total


def _beta(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):
        return 1 - _beta(1 - x, b, a)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x)) / a
    return front / _lentz(1.0, _beta_steps(x, a, b))


def _beta_steps(x: float, a: float, b: float) -> Iterator[tuple[float, float]]:
    for m in range(MOST):
        if m:
            yield m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)), 1.0
        yield -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)), 1.0


def _lentz(first: float, steps: Iterator[tuple[float, float]]) -> float:
    """first + a1/(b1 + a2/(b2 + …)), until another step changes nothing."""
    value = above = first or TINY
    below = 0.0
    for a, b in steps:
        below = 1 / (b + a * below or TINY)
        above = b + a / above or TINY
        change = above * below
        value *= change
        if abs(change - 1) < CLOSE:
            break
    return value
