"""did: how often, for how much, how many different ones."""

from fractions import Fraction
from typing import Any

from tests.know.rules.oracle.meaning import Rule, leaf
from tests.know.rules.oracle.people import At, Event, Somebody
from tests.know.rules.oracle.values import number, text
from tests.know.rules.oracle.when import is_then
from tests.know.rules.oracle.where import all_hold, values_at


@leaf("did")
def did(rule: Rule, person: Somebody, at: At) -> bool:
    events = [event for event in person.events if is_meant(event, rule, at)]
    if "total" in rule:
        return _total(events, rule["total"])
    if "distinct" in rule:
        found = [value for event in events for value in values_at(event, rule["distinct"])]
        return compare(len({text(value, rule["distinct"]) for value in found}), rule["distinct"])
    return compare(len(events), rule.get("count", {"gte": 1}))


def is_meant(event: Event, rule: Rule, at: At) -> bool:
    is_it = event.name == rule["did"] and is_then(event.time_ms, rule, at)
    return is_it and all_hold(event, rule.get("where", []), at)


def _total(events: list[Event], total: dict[str, Any]) -> bool:
    found = [value for event in events for value in values_at(event, total) if number(value) is not None]
    amounts = [Fraction(str(value)) for value in found]
    if not amounts:
        return False
    by = total.get("by", "sum")
    if by == "avg":
        return compare(sum(amounts) / len(amounts), total)
    return compare({"sum": sum, "min": min, "max": max}[by](amounts), total)


def compare(found: Any, wanted: dict[str, Any]) -> bool:
    [(name, limit)] = [(key, value) for key, value in wanted.items() if key not in ("of", "context", "by", "exact")]
    if name == "between":
        return Fraction(str(limit[0])) <= found <= Fraction(str(limit[1]))
    limit = Fraction(str(limit))
    return {
        "gte": found >= limit,
        "gt": found > limit,
        "lte": found <= limit,
        "lt": found < limit,
        "eq": found == limit,
    }[name]
