"""What one more event can do to a condition: of some it is known that it never makes them false, or never true."""

from polku.know.rules.combine import All, Any, Not
from polku.know.rules.condition import Condition
from polku.know.rules.did.leaf import Did
from polku.know.rules.did.times import Times

RISING, FALLING = ("gte", "gt"), ("lte", "lt")


def only_rises(condition: Condition, event: str) -> bool:
    """Whether one more event of this name can make it true, if anything. False where that is not known."""
    return _only(condition, event, RISING, FALLING)


def only_falls(condition: Condition, event: str) -> bool:
    """The same for false."""
    return _only(condition, event, FALLING, RISING)


def _only(condition: Condition, event: str, this: tuple[str, ...], other: tuple[str, ...]) -> bool:
    if isinstance(condition, Not):
        return _only(condition.part, event, other, this)
    if isinstance(condition, All | Any):
        return all(_only(part, event, this, other) for part in condition.parts)
    depends = condition.depends()
    if event not in depends.events and not depends.anything:
        return True  # it has nothing to do with it
    if not isinstance(condition, Did) or not isinstance(condition.measure, Times):
        return False
    return condition.measure.comparison.name in this and not depends.anything
