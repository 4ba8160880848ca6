"""What one more event can do to a condition: of some it is known that it never makes them false."""

from polku.know.rules.combine import All, Any
from polku.know.rules.condition import Condition
from polku.know.rules.did.leaf import Did
from polku.know.rules.did.times import Times


def only_rises(condition: Condition, event: str) -> bool:
    """Whether one more event of this name can make it true, if anything. False where that is not known."""
    if isinstance(condition, All | Any):
        return all(only_rises(part, event) for part in condition.parts)
    depends = condition.depends()
    if event not in depends.events and not depends.anything:
        return True  # it has nothing to do with it
    if not isinstance(condition, Did) or not isinstance(condition.measure, Times):
        return False
    return condition.measure.comparison.name in ("gte", "gt") and not depends.anything
