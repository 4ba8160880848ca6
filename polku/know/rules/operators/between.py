"""between: numbers, or dates. Both ends belong to it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from polku.know.rules.condition import Node, Writer
from polku.know.rules.operators.moments import Moment, read_moment
from polku.know.rules.operators.one import Crossing, Holds
from polku.know.rules.operators.operator import OPERATORS, Operator
from polku.know.rules.operators.sides import crosses, lies
from polku.know.rules.operators.values import read_number, shown


def read_range(node: Node) -> Sequence[Any]:
    given = node.given.get("value")
    if not isinstance(given, list) or len(given) != 2:
        raise node.wrong("value", _("“between” takes two numbers or two dates, for example [10, 20]"))
    if all(isinstance(value, str) for value in given):
        return [read_moment(node, f"value[{index}]", value) for index, value in enumerate(given)]
    low, high = (read_number(node, f"value[{index}]", value) for index, value in enumerate(given))
    if low > high:
        raise node.wrong("value", _("the first of two numbers is not above the second"))
    return low, high


def between(write: Writer, values: Sequence[Any], is_exact: bool) -> Holds:
    if _are_moments(values):
        return lies(_sides)(write, values, is_exact)
    low, high = (write.value(value, "Float64") for value in values)
    return lambda one: f"({one.number} BETWEEN {low} AND {high})"


def between_crosses(write: Writer, values: Sequence[Any]) -> Crossing | None:
    return crosses(_sides)(write, values) if _are_moments(values) else None


def _are_moments(values: Sequence[Any]) -> bool:
    return isinstance(values[0], Moment)


def _sides(values: Sequence[Any]) -> Sequence[tuple[str, Moment]]:
    return ((">=", values[0]), ("<=", values[1]))


def _both(values: Sequence[Any]) -> Mapping[str, str]:
    low, high = map(str, values) if _are_moments(values) else (shown(values[:1]), shown(values[1:]))
    return {"low": low, "high": high}


def _says() -> tuple[str, str]:
    return _("%(name)s is between %(low)s and %(high)s"), _("%(name)s is not between %(low)s and %(high)s")


OPERATORS["between"] = Operator(
    read_range, between, _says, shown=_both, is_of_texts=_are_moments, crosses=between_crosses
)
