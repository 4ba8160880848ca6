"""A rule that was read, condition by condition."""

from collections.abc import Iterator
from dataclasses import dataclass

from polku.know.rules.combine import Group, Not
from polku.know.rules.condition import Condition


@dataclass(frozen=True)
class Place:
    """A condition, and where in the rule it stands: "" for the whole rule, else all[1].not."""

    path: str
    condition: Condition

    def inside(self) -> "list[Place]":
        return [Place(f"{self.path}.{key}".lstrip("."), part) for key, part in self.condition.inside()]


def written_out(condition: Condition) -> Iterator[Place]:
    """The whole and all its parts, as they were written: other segments are one condition each. From the outside in."""
    waiting = [Place("", condition)]
    while waiting:
        place = waiting.pop()
        yield place
        if isinstance(place.condition, Group | Not):
            waiting += reversed(place.inside())
