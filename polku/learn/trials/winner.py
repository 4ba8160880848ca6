"""Which of several variants has won, by a rule under which one may look as often as one likes.

Always-valid intervals of an effect (Waudby-Smith, Arbour, Sinha, Kennedy, Ramdas: asymptotic confidence
sequences): they hold at every look at once, so that stopping at the first clear one errs in 5 of 100 trials, not more.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log, sqrt

from polku.learn.trials.groups import Difference, Group
from polku.learn.trials.means import spread

TIGHTEST_AT = 5_000  # people in both groups together, at which the interval is as narrow as it can be made
FEWEST = 100  # people in each variant before anything is said


@dataclass(frozen=True)
class Winner:
    """`variant`: its number, None while nobody has won."""

    variant: int | None
    against: int | None = None  # the strongest of the others
    lead: Difference | None = None


def always_valid(
    first: Group, second: Group, *, alpha: float = 0.05, tightest_at: int = TIGHTEST_AT, is_relative: bool = True
) -> Difference | None:
    """The effect of the second over the first, with an interval and a p that hold at every look."""
    found = spread(first, second, is_relative=is_relative)
    if found is None:
        return None
    people = first.people + second.people
    rho = sqrt((-2 * log(alpha) + log(-2 * log(alpha) + 1)) / tightest_at)
    grown = people * rho**2 + 1
    half = found.error * sqrt(people) * sqrt(2 * grown * log(sqrt(grown) / alpha) / (people * rho) ** 2)
    power = min(700.0, rho**2 * people * found.value**2 / (2 * found.error**2 * grown))
    return Difference(found.value, found.value - half, found.value + half, min(1.0, sqrt(grown) / exp(power)))


def winner(variants: Sequence[Group], *, alpha: float = 0.05) -> Winner:
    """The variant with the largest mean has won once it is clearly ahead of every other.

    The allowance for error is shared among the comparisons (Bonferroni). Nothing is said before each variant has some
    people: the intervals are true of many.
    """
    nobody = Winner(None)
    if len(variants) < 2 or min(one.people for one in variants) < FEWEST:
        return nobody
    best = max(range(len(variants)), key=lambda number: variants[number].mean)
    leads: list[tuple[float, int, Difference]] = []
    for number, one in enumerate(variants):
        if number == best:
            continue
        # Not relative: over a share near 0 that says nothing, be the lead ever so large.
        lead = always_valid(one, variants[best], alpha=alpha / (len(variants) - 1), is_relative=False)
        if lead is None or lead.low <= 0:
            return nobody
        leads.append((lead.low, number, lead))
    _low, against, lead = min(leads)
    return Winner(best, against, lead)
