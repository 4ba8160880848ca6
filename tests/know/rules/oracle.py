"""The meaning of rules once more, slow and obvious: what SQL has to agree with. Knows nothing of the program."""

from dataclasses import dataclass, field
from typing import Any

DAY_MS = 86_400_000


@dataclass
class Somebody:
    name: str
    traits: dict[str, Any] = field(default_factory=dict)
    did: dict[str, list[float]] = field(default_factory=dict)  # event → how many days ago


def holds(rule: dict[str, Any], person: Somebody) -> bool:
    if "all" in rule:
        return all(holds(part, person) for part in rule["all"])
    if "any" in rule:
        return any(holds(part, person) for part in rule["any"])
    if "not" in rule:
        return not holds(rule["not"], person)
    return _did(rule, person) if "did" in rule else _trait(rule, person)


def _did(rule: dict[str, Any], person: Somebody) -> bool:
    units = {"h": 1 / 24, "d": 1, "w": 7}
    days = int(rule["within"][:-1]) * units[rule["within"][-1]] if "within" in rule else float("inf")
    times = sum(0 <= ago <= days for ago in person.did.get(rule["did"], []))
    [(comparison, number)] = rule.get("count", {"gte": 1}).items()
    return {"gte": times >= number, "lte": times <= number, "eq": times == number}[comparison]


def _trait(rule: dict[str, Any], person: Somebody) -> bool:
    found: Any = person.traits
    for key in rule["trait"].split("."):
        found = found.get(key) if isinstance(found, dict) else None
    if rule["op"] == "exists":
        return found is not None
    wanted = rule["value"] if rule["op"] == "in" else [rule["value"]]
    elements = found if isinstance(found, list) else [found]
    return any(_equal(element, value) for element in elements for value in wanted)


def _equal(element: Any, value: Any) -> bool:
    if element is None:
        return False
    if isinstance(value, int | float) and not isinstance(value, bool):
        try:
            return float(element) == value and not isinstance(element, bool)
        except (TypeError, ValueError):
            return False
    as_text = str(element).lower() if not isinstance(element, dict) else ""
    return as_text == str(value).lower()
