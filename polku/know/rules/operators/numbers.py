"""gt, gte, lt, lte: numbers, and texts that read as numbers."""

from collections.abc import Callable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from polku.know.rules.condition import Node, Writer
from polku.know.rules.operators.dates_written import is_date
from polku.know.rules.operators.one import Holds
from polku.know.rules.operators.operator import OPERATORS, Operator
from polku.know.rules.operators.values import read_number


def read_limit(node: Node) -> Sequence[float]:
    given = node.given.get("value")
    if is_date(given):
        raise node.wrong("value", _("this must be a number; dates are asked for by before, after and between"))
    return (read_number(node, "value", given),)


def compares(sign: str) -> Callable[[Writer, Sequence[Any], bool], Holds]:
    def asks(write: Writer, values: Sequence[Any], _is_exact: bool) -> Holds:
        limit = write.value(values[0], "Float64")
        return lambda one: f"({one.number} {sign} {limit})"

    return asks


def _gt() -> tuple[str, str]:
    return _("%(name)s is above %(value)s"), _("%(name)s is not above %(value)s")


def _gte() -> tuple[str, str]:
    return _("%(name)s is at least %(value)s"), _("%(name)s is not at least %(value)s")


def _lt() -> tuple[str, str]:
    return _("%(name)s is below %(value)s"), _("%(name)s is not below %(value)s")


def _lte() -> tuple[str, str]:
    return _("%(name)s is at most %(value)s"), _("%(name)s is not at most %(value)s")


for name, sign, says in (("gt", ">", _gt), ("gte", ">=", _gte), ("lt", "<", _lt), ("lte", "<=", _lte)):
    OPERATORS[name] = Operator(read_limit, compares(sign), says)
