"""Which segments a rule is made of, and in what order they stand on each other."""

from collections.abc import Iterable
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


def in_order(segments: Iterable[Segment]) -> list[Segment]:
    """Those that others are made of come first."""
    among = {one.pk: one for one in segments}
    parts = {number: mentioned(one.rule) & among.keys() - {number} for number, one in among.items()}
    done: dict[int, Segment] = {}
    while len(done) < len(among):
        ready = [number for number in among if number not in done and parts[number] <= done.keys()]
        # In a circle, which nobody can save, but two might at once, any of them comes first.
        for number in ready or [next(number for number in among if number not in done)]:
            done[number] = among[number]
    return list(done.values())


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
