"""How many people a trial needs, before it begins."""

from math import ceil, sqrt

from polku.learn.trials.tails import NORMAL, normal_quantile

POWER, ALPHA = 0.8, 0.05


def people_needed(share: float, difference: float, *, power: float = POWER, alpha: float = ALPHA) -> float:
    """In each of two equal groups, to see a share change by so much (0.02: two of a hundred) in `power` of all cases.

    Of more than two groups, hand over alpha divided by the comparisons with the first. Round up.
    """
    other = share + difference
    if not 0 < share < 1 or not 0 <= other <= 1 or not difference:
        raise ValueError("shares lie between 0 and 1, and must differ")
    z, ahead = normal_quantile(1 - alpha / 2), normal_quantile(power)
    spread = z * sqrt(2 * share * (1 - share)) + ahead * sqrt(share * (1 - share) + other * (1 - other))
    return spread**2 / difference**2


def holdout_shows(
    people: int, percent: int, share: float, *, power: float = POWER, alpha: float = ALPHA
) -> float | None:
    """The smallest change of a share that so large a holdout shows in `power` of all cases; None where it is empty."""
    held = round(people * percent / 100)
    if not held or held == people or not 0 < share < 1:
        return None
    spread = share * (1 - share) * (1 / held + 1 / (people - held))
    return (normal_quantile(1 - alpha / 2) + normal_quantile(power)) * sqrt(spread)


def variants_show(each: int, count: int, share: float, *, power: float = POWER, alpha: float = ALPHA) -> float | None:
    """The smallest change of a share that is seen with so many people in each of so many variants; None with nobody."""
    if not each or count < 2 or not 0 < share < 1:
        return None
    z = normal_quantile(1 - alpha / (count - 1) / 2) + normal_quantile(power)
    return z * sqrt(2 * share * (1 - share) / each)


def rounded_up(people: float) -> int:
    return ceil(people - 1e-9)


def power_of_mean(mean: float, variance: float, *, effect: float, people: float, alpha: float = ALPHA) -> float:
    """How often a relative effect on a mean is seen, with so many people in each group."""
    error = sqrt(_relative_variance(mean, variance, effect) / people)
    z = normal_quantile(1 - alpha / 2)
    return NORMAL.cdf(effect / error - z) + NORMAL.cdf(-effect / error - z)


def smallest_effect(
    mean: float, variance: float, *, people: float, power: float = POWER, alpha: float = ALPHA
) -> float | None:
    """The relative effect on a mean that is seen in `power` of all cases; None where more people are needed for any."""
    factor = (normal_quantile(1 - alpha / 2) + normal_quantile(power)) ** 2 * variance / people / mean**2
    if factor >= 1:
        return None
    # x = 1 + effect: (x - 1)² = factor (1 + x²), the larger root.
    return (1 + sqrt(1 - (1 - factor) ** 2)) / (1 - factor) - 1


def _relative_variance(mean: float, variance: float, effect: float) -> float:
    return variance / mean**2 * (1 + (1 + effect) ** 2)
