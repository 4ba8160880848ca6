"""all, any, not, and the list of leaves."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from tests.know.rules.oracle.people import At, Somebody

Rule = dict[str, Any]
Meaning = Callable[[Rule, Somebody, At], bool]
LEAVES: dict[str, Meaning] = {}
ZONES = available_timezones() - {"localtime"}


def leaf(key: str) -> Callable[[Meaning], Meaning]:
    def add(meaning: Meaning) -> Meaning:
        LEAVES[key] = meaning
        return meaning

    return add


def holds(rule: Rule, person: Somebody, at: At) -> bool:
    if "all" in rule:
        return all(holds(part, person, at) for part in rule["all"])
    if "any" in rule:
        return any(holds(part, person, at) for part in rule["any"])
    if "not" in rule:
        return not holds(rule["not"], person, at)
    [meaning] = [LEAVES[key] for key in LEAVES if key in rule]
    return meaning(rule, person, replace(at, own=own_zone(person)))


def own_zone(person: Somebody) -> ZoneInfo | None:
    named = [person.traits.get(trait) for trait in ("timezone", "time_zone")]
    return next((ZoneInfo(name) for name in named if isinstance(name, str) and name in ZONES), None)
