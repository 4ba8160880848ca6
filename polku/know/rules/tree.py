"""Reading a rule: from JSON to conditions, with every mistake at its place."""

from collections.abc import Callable
from typing import Any

import msgspec
from django.utils.translation import gettext as _

from polku.know.rules import (  # noqa: F401 - all but `combine` bring their leaves
    combine,
    compare,
    consent,
    did,
    occurrence,
    sample,
    sequence,
    trait,
)
from polku.know.rules.condition import LEAVES, Condition, Node, RuleError, Writer, did_you_mean

DEPTH = 100
CONDITIONS = 500
BYTES = 2**20
# The engine takes about 10 µs a letter to understand a question, in which nothing can stop it.
LETTERS, MANY = 400_000, 50


def read(rule: object) -> Condition:
    """Raises RuleError."""
    reading = _Reading()
    condition = reading.node(rule, "", 1)
    if reading.found > MANY and len(condition.sql(Writer())) > LETTERS:
        raise RuleError("", _("this rule is too big to be asked; use fewer conditions"))
    if len(msgspec.json.encode(rule)) > BYTES:
        raise RuleError("", _("a rule has at most %(most)d KB") % {"most": BYTES // 1024})
    return condition


class _Reading:
    """One rule being read; counts what it has come across."""

    def __init__(self) -> None:
        self.found = 0

    def node(self, given: object, path: str, depth: int) -> Condition:
        self.found += _count(given)
        if depth > DEPTH:
            raise RuleError(path, _("nested deeper than %(depth)d levels") % {"depth": DEPTH})
        if self.found > CONDITIONS:
            raise RuleError(path, _("more than %(count)d conditions") % {"count": CONDITIONS})
        if not isinstance(given, dict):
            raise RuleError(path, _("a condition is an object, for example {“did”: “Order Completed”}"))
        node = Node(given, path)
        known = [key for key in _words() if key in given]
        if len(known) != 1:
            raise RuleError(path, self._which(given, known))
        key = known[0]
        if key in LEAVES:
            return LEAVES[key](node)
        node.allow(key)
        if key == "not":
            return combine.Not(self.node(given[key], node.at(key), depth + 1))
        return self._group(key, given[key], node.at(key), depth)

    def _group(self, key: str, given: Any, path: str, depth: int) -> Condition:
        if not isinstance(given, list):
            raise RuleError(path, _("“%(key)s” is a list of conditions") % {"key": key})
        parts = [self.node(part, f"{path}[{index}]", depth + 1) for index, part in enumerate(given)]
        return GROUPS[key](parts)

    @staticmethod
    def _which(given: dict[str, Any], known: list[str]) -> str:
        if known:
            both = {"first": known[0], "second": known[1]}
            return _("“%(first)s” and “%(second)s” cannot stand in one condition; put them into “all”") % both
        words = _words()
        hint = next((hint for key in given if (hint := did_you_mean(key, words))), "")
        return _("a condition has one of: %(words)s") % {"words": ", ".join(words)} + hint


def _count(given: object) -> int:
    """A condition is one; so is each step and each condition on what stands in an event."""
    if not isinstance(given, dict):
        return 1
    lists = (value for key, value in given.items() if key not in GROUPS and isinstance(value, list))
    return 1 + sum(_count(part) for list_ in lists for part in list_ if isinstance(part, dict))


def _words() -> list[str]:
    return [*GROUPS, "not", *LEAVES]


GROUPS: dict[str, Callable[[list[Condition]], Condition]] = {"all": combine.All, "any": combine.Any}
