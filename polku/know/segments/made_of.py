"""Which segments a rule is made of, and which are made of it."""

from typing import Any

from polku.know.segments.leaf import named
from polku.know.segments.models import Segment


def by_number(rule: Any) -> Any:
    """The rule with numbers instead of names of segments: it means the same after one is renamed. Raises RuleError."""
    if isinstance(rule, list):
        return [by_number(part) for part in rule]
    if not isinstance(rule, dict):
        return rule
    if isinstance(rule.get("in_segment"), str):
        return {**rule, "in_segment": named(rule["in_segment"]).pk}
    return {key: by_number(part) for key, part in rule.items()}


def mentioned(rule: Any) -> set[int]:
    """The numbers of segments that stand in it, whether they are still there or not."""
    if isinstance(rule, list):
        return set().union(*map(mentioned, rule))
    if not isinstance(rule, dict):
        return set()
    if isinstance(number := rule.get("in_segment"), int):
        return {number}
    return set().union(*map(mentioned, rule.values()))


def built_on(segment: Segment) -> list[Segment]:
    """The segments that are made of this one, directly or by others; the nearest first."""
    others = {one.pk: (one, mentioned(one.rule)) for one in Segment.objects.exclude(pk=segment.pk).order_by("pk")}
    found: dict[int, Segment] = {}
    nearest = {segment.pk}
    while nearest:
        step = {number: one for number, (one, parts) in others.items() if parts & nearest and number not in found}
        found |= step
        nearest = set(step)
    return list(found.values())
