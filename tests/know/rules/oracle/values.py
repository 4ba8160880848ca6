"""What a value in JSON meets. Of a list, any element; an operator that says no, none of them."""

import re
from collections.abc import Callable
from fnmatch import fnmatchcase
from typing import Any

from tests.know.rules.oracle.people import At

NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?")
DENIES = {"is_not": "is", "not_in": "in", "missing": "exists"}
Claim = dict[str, Any]


def meets(found: Any, claim: Claim, at: At) -> bool:
    operator = claim.get("op", "is")
    if operator in ("exists", "missing"):
        return is_there(found) == (operator == "exists")
    if claim.get("or_missing") and not is_there(found):
        return True
    if found is None or isinstance(found, dict):
        return False
    if operator in DENIES:
        return not meets(found, {**claim, "op": DENIES[operator], "or_missing": False}, at)
    return any(_one(element, claim, at) for element in (found if isinstance(found, list) else [found]))


def meets_alone(element: Any, claim: Claim, at: At) -> bool:
    """Of an element of a list, in which no list is looked into."""
    return meets(element if not isinstance(element, list) else {"a list": True}, claim, at)


def is_there(found: Any) -> bool:
    """An object is there when anything in it is."""
    return any(map(is_there, found.values())) if isinstance(found, dict) else found is not None


def _one(value: Any, claim: Claim, at: At) -> bool:
    return OPERATORS[claim.get("op", "is")](value, claim, at)


def text(value: Any, claim: Claim) -> str | None:
    """As it is written; upper and lower case are the same, unless exact."""
    if value is None or isinstance(value, list | dict):
        return None
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e16:
        value = int(value)
    return str(value) if claim.get("exact") else str(value).lower()


def number(value: Any) -> float | None:
    """Also a text that reads as one."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, str):
        return float(value) if NUMBER.fullmatch(value) else None
    return float(value) if isinstance(value, int | float) else None


def _is(value: Any, claim: Claim, _at: At) -> bool:
    return _equal(value, claim["value"], claim)


def _in(value: Any, claim: Claim, _at: At) -> bool:
    return any(_equal(value, wanted, claim) for wanted in claim["value"])


def _equal(value: Any, wanted: Any, claim: Claim) -> bool:
    if isinstance(wanted, int | float) and not isinstance(wanted, bool):
        return number(value) == float(wanted)
    return text(value, claim) is not None and text(value, claim) == text(wanted, claim)


def _part(has: Callable[[str, str], bool]) -> Callable[[Any, Claim, At], bool]:
    def holds(value: Any, claim: Claim, _at: At) -> bool:
        found, wanted = text(value, claim), text(claim["value"], claim)
        return found is not None and wanted is not None and has(found, wanted)

    return holds


def _compared(compare: Callable[[float, Any], bool]) -> Callable[[Any, Claim, At], bool]:
    def holds(value: Any, claim: Claim, _at: At) -> bool:
        found = number(value)
        return found is not None and compare(found, claim["value"])

    return holds


OPERATORS: dict[str, Callable[[Any, Claim, At], bool]] = {
    "is": _is,
    "in": _in,
    "contains": _part(lambda found, wanted: wanted in found),
    "starts_with": _part(str.startswith),
    "ends_with": _part(str.endswith),
    "matches": _part(lambda found, wanted: fnmatchcase(found, wanted.replace("[", "[[]"))),
    "gt": _compared(lambda found, limit: found > limit),
    "gte": _compared(lambda found, limit: found >= limit),
    "lt": _compared(lambda found, limit: found < limit),
    "lte": _compared(lambda found, limit: found <= limit),
    "between": _compared(lambda found, limits: limits[0] <= found <= limits[1]),
}
