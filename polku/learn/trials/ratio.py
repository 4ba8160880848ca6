"""Whether groups are as large as they were meant to be: if not, something has taken people out of one of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from polku.learn.trials.tails import chi2_above

ALARM = 0.001
FEWEST = 8  # people expected in each group, for chi-square to be true


@dataclass(frozen=True)
class Ratio:
    chi2: float
    df: int
    p: float

    @property
    def is_off(self) -> bool:
        """Less than once in a thousand by chance: what is counted of such groups must not be believed."""
        return self.p < ALARM


def ratio(observed: Sequence[int], weights: Sequence[float]) -> Ratio | None:
    """Pearson's chi-square over the groups with a weight; who is in one without is left out. None with too few."""
    groups = [(count, weight) for count, weight in zip(observed, weights, strict=True) if weight > 0]
    people, whole = sum(count for count, _weight in groups), sum(weight for _count, weight in groups)
    expected = [people * weight / whole for _count, weight in groups]
    if len(groups) < 2 or min(expected) < FEWEST:
        return None
    chi2 = sum((count - meant) ** 2 / meant for (count, _weight), meant in zip(groups, expected, strict=True))
    return Ratio(chi2, len(groups) - 1, chi2_above(chi2, len(groups) - 1))
