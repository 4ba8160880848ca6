"""compare: two amounts, in exact numbers."""

from fractions import Fraction

from tests.know.rules.oracle.meaning import Rule, leaf
from tests.know.rules.oracle.occurrence import meant
from tests.know.rules.oracle.people import At, Event, Somebody
from tests.know.rules.oracle.values import number
from tests.know.rules.oracle.where import values_at


@leaf("compare")
def compare(rule: Rule, person: Somebody, at: At) -> bool:
    one, other = (_amount(rule[key], person, at) for key in ("compare", "than"))
    if one is None or other is None:
        return False
    other *= Fraction(str(rule.get("times", 1)))
    return {
        "gt": one > other,
        "gte": one >= other,
        "lt": one < other,
        "lte": one <= other,
        "is": one == other,
    }[rule["op"]]


def _amount(given: Rule, person: Somebody, at: At) -> Fraction | None:
    [(kind, did)] = given.items()
    events = meant(did, person, at)
    if did.get("before_last"):
        events = events[:-1]
    if kind == "count":
        return Fraction(len(events))
    events = {"first": events[:1], "last": events[-1:]}.get(kind, events)
    found = [amount for event in events for amount in _numbers(event, did)]
    if not found:
        return None
    return sum(found) / Fraction(len(found)) if kind == "avg" else {"min": min, "max": max}.get(kind, sum)(found)


def _numbers(event: Event, did: Rule) -> list[Fraction]:
    return [Fraction(str(value)) for value in values_at(event, {"of": did["of"]}) if number(value) is not None]
