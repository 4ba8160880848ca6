"""gt, gte, lt, lte, between: numbers, and texts that read as numbers."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from polku.know.rules.condition import Node, Writer
from polku.know.rules.operators.operator import OPERATORS, Holds, Operator
from polku.know.rules.operators.values import read_number, shown


def read_limit(node: Node) -> Sequence[float]:
    return (read_number(node, "value", node.given.get("value")),)


def read_range(node: Node) -> Sequence[float]:
    given = node.given.get("value")
    if not isinstance(given, list) or len(given) != 2:
        raise node.wrong("value", _("“between” takes two numbers, for example [10, 20]"))
    low, high = (read_number(node, f"value[{index}]", value) for index, value in enumerate(given))
    if low > high:
        raise node.wrong("value", _("the first of two numbers is not above the second"))
    return low, high


def compares(sign: str) -> Callable[[Writer, Sequence[Any], bool], Holds]:
    def asks(write: Writer, values: Sequence[Any], _is_exact: bool) -> Holds:
        limit = write.value(values[0], "Float64")
        return lambda one: f"({one.number} {sign} {limit})"

    return asks


def between(write: Writer, values: Sequence[Any], _is_exact: bool) -> Holds:
    """Both ends belong to it."""
    low, high = (write.value(value, "Float64") for value in values)
    return lambda one: f"({one.number} BETWEEN {low} AND {high})"


def both(values: Sequence[Any]) -> Mapping[str, str]:
    return {"low": shown(values[:1]), "high": shown(values[1:])}


def _gt() -> tuple[str, str]:
    return _("%(name)s is above %(value)s"), _("%(name)s is not above %(value)s")


def _gte() -> tuple[str, str]:
    return _("%(name)s is at least %(value)s"), _("%(name)s is not at least %(value)s")


def _lt() -> tuple[str, str]:
    return _("%(name)s is below %(value)s"), _("%(name)s is not below %(value)s")


def _lte() -> tuple[str, str]:
    return _("%(name)s is at most %(value)s"), _("%(name)s is not at most %(value)s")


def _between() -> tuple[str, str]:
    return _("%(name)s is between %(low)s and %(high)s"), _("%(name)s is not between %(low)s and %(high)s")


for name, sign, says in (("gt", ">", _gt), ("gte", ">=", _gte), ("lt", "<", _lt), ("lte", "<=", _lte)):
    OPERATORS[name] = Operator(read_limit, compares(sign), says)
OPERATORS["between"] = Operator(read_range, between, _between, shown=both)
