"""Which stores something on the plan is for.

The one rule: those that the rule of its audience asks for by name, as where people were or what is known of them: a
condition that a fact called `store_id`, `storeId` or `store` is that key. What is taken off an audience does not count.
"""

from collections.abc import Iterator, Mapping
from typing import Any

STORE_FACTS = frozenset(("store_id", "storeId", "store"))
IS = ("is", "in")


def named_in(rule: Any, segments: Mapping[int, Any]) -> set[str]:
    """Keys of stores. `segments`: rules of all of them by number, for those that the rule is made of."""
    return set(_named(rule, segments, seen=set()))


def _named(rule: Any, segments: Mapping[int, Any], *, seen: set[int]) -> Iterator[str]:
    if isinstance(rule, list):
        for part in rule:
            yield from _named(part, segments, seen=seen)
    elif isinstance(rule, dict):
        number = rule.get("in_segment")
        if isinstance(number, int) and number not in seen:
            seen.add(number)
            yield from _named(segments.get(number), segments, seen=seen)
        if any(isinstance(name := rule.get(kind), str) and name in STORE_FACTS for kind in ("trait", "prop")):
            yield from _keys(rule)
        for key, part in rule.items():
            if key != "not":
                yield from _named(part, segments, seen=seen)


def _keys(leaf: Mapping[str, Any]) -> Iterator[str]:
    if leaf.get("op", "is") in IS:
        value = leaf.get("value")
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, str | int) and not isinstance(one, bool):
                yield str(one).strip()
