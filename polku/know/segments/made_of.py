"""Which segments a rule is made of, and which are made of it."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from polku.know.rules.condition import RuleError
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


def mentions(rule: Any, path: str = "") -> Iterator[tuple[str, int]]:
    """Where segments stand in it, and their numbers, whether they are still there or not."""
    if isinstance(rule, list):
        for index, part in enumerate(rule):
            yield from mentions(part, f"{path}[{index}]")
    elif isinstance(rule, dict):
        if isinstance(number := rule.get("in_segment"), int):
            yield f"{path}.in_segment".lstrip("."), number
        else:
            for key, part in rule.items():
                yield from mentions(part, f"{path}.{key}".lstrip("."))


def mentioned(rule: Any) -> set[int]:
    return {number for _path, number in mentions(rule)}


def nothing_archived(rule: Any, *, but: Segment | None = None) -> None:
    """What is to be used must not ask for a segment that nobody follows any more. Raises RuleError."""
    asked = {number: path for path, number in mentions(by_number(rule))}
    if but is not None:
        asked.pop(but.pk, None)
    first = Segment.objects.filter(pk__in=asked, archived_at__isnull=False).order_by("pk").first()
    if first is not None:
        sentence = _("the segment “%(name)s” is archived; take it back first") % {"name": first.name}
        raise RuleError(asked[first.pk], sentence)


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
