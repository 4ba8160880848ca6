"""A group of people by what has to be known of it: how many, and sums."""

from dataclasses import dataclass

Z = 1.959963984540054  # of 95 %


@dataclass(frozen=True)
class Group:
    """People, and of a number that each of them has: the sum, and the sum of squares. A yes is 1, a no is 0."""

    people: int
    total: float
    squares: float

    @property
    def mean(self) -> float:
        return self.total / self.people

    @property
    def variance(self) -> float:
        """Of the people, with n - 1."""
        return max(0.0, (self.squares - self.total**2 / self.people) / (self.people - 1))


@dataclass(frozen=True)
class Difference:
    """The second group less the first, and where the truth lies with 95 %. `p`: how often chance alone does as much."""

    value: float
    low: float
    high: float
    p: float | None = None

    @property
    def is_clear(self) -> bool:
        """Whether 0 is outside."""
        return self.low > 0 or self.high < 0


def of_yes(yes: int, people: int) -> Group:
    return Group(people, yes, yes)
