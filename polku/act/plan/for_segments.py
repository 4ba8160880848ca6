"""Which segments something on the plan is for: its own, and those of which its rule is made.

What is taken off an audience does not count.
"""

from collections.abc import Iterator, Mapping
from typing import Any


def among(rule: Any, segments: Mapping[int, Any]) -> set[int]:
    """`segments`: rules of all of them by number, for those that are made of others."""
    return set(_among(rule, segments, seen=set()))


def _among(rule: Any, segments: Mapping[int, Any], *, seen: set[int]) -> Iterator[int]:
    if isinstance(rule, list):
        for part in rule:
            yield from _among(part, segments, seen=seen)
    elif isinstance(rule, dict):
        number = rule.get("in_segment")
        if isinstance(number, int) and number not in seen:
            seen.add(number)
            yield number
            yield from _among(segments.get(number), segments, seen=seen)
        for key, part in rule.items():
            if key != "not":
                yield from _among(part, segments, seen=seen)
