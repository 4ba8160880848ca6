"""trait: what is known of a person."""

from typing import Any

from tests.know.rules.oracle import dates
from tests.know.rules.oracle.meaning import Rule, leaf
from tests.know.rules.oracle.people import At, Somebody
from tests.know.rules.oracle.values import OPERATORS, is_there, meets, number, text


@leaf("trait")
def trait(rule: Rule, person: Somebody, at: At) -> bool:
    found = _found(rule["trait"], person)
    if not isinstance(rule.get("value"), dict):
        return meets(found, rule, at)
    other = _found(rule["value"]["trait"], person)
    if rule.get("or_missing") and not (is_there(found) and is_there(other)):
        return True
    is_met = any(_pair(one, its, rule, at) for one in _all(found) for its in _all(other))
    if rule["op"] == "is_not":
        return not is_met and not any(each is None or isinstance(each, dict) for each in (found, other))
    return is_met


def at_path(json: Any, keys: list[str]) -> Any:
    for key in keys:
        json = json.get(key) if isinstance(json, dict) else None
    return json


def _found(path: str, person: Somebody) -> Any:
    if "[]" not in path:
        return at_path(person.traits, path.split("."))
    found: list[Any] = [person.traits]
    for key in path.split("."):
        found = [at_path(each, [key.removesuffix("[]")]) for each in found]
        if key.endswith("[]"):
            found = [element for each in found if isinstance(each, list) for element in each]
    if not path.endswith("[]") or path.count("[]") > 1:
        found = [element for each in found for element in (each if isinstance(each, list) else [each])]
    found = [each for each in found if is_there(each)]
    if not found:
        return None
    return {"only objects": True} if all(isinstance(each, dict) for each in found) else found


def _all(found: Any) -> list[Any]:
    return found if isinstance(found, list) else [found]


def _pair(one: Any, other: Any, rule: Rule, at: At) -> bool:
    operator = rule["op"]
    if operator in ("before", "after"):
        mine, its = dates.read(one, at.zone), dates.read(other, at.zone)
        return bool(mine and its and dates.compare(mine, its) == {"before": -1, "after": 1}[operator])
    if operator in ("gt", "gte", "lt", "lte"):
        limit = number(other)
        return limit is not None and OPERATORS[operator](one, {"value": limit}, at)
    mine, its = text(one, rule), text(other, rule)
    if operator in ("contains", "starts_with", "ends_with"):
        return its is not None and OPERATORS[operator](one, {**rule, "value": its}, at)
    if mine is not None and mine == its:
        return True
    is_both_text = isinstance(one, str) and isinstance(other, str)
    return not is_both_text and number(one) is not None and number(one) == number(other)


def _date(value: Any, claim: Rule, at: At) -> bool:
    return dates.holds(claim["op"], claim["value"], value, at.zone, at.now_ms)


_between_numbers = OPERATORS["between"]


def _between(value: Any, claim: Rule, at: At) -> bool:
    is_date = isinstance(claim["value"][0], str)
    return _date(value, claim, at) if is_date else _between_numbers(value, claim, at)


OPERATORS |= dict.fromkeys(("before", "after", "within_last", "within_next", "anniversary_in"), _date)
OPERATORS["between"] = _between
