"""before, after, within_last, within_next: texts that are dates, beside moments that may go along with time.

A whole day lies before or after another one, and within whatever time touches it.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from polku.know.rules.condition import Node
from polku.know.rules.durations import length, read_duration
from polku.know.rules.operators.moments import Moment, read_moment
from polku.know.rules.operators.operator import OPERATORS, Operator, always
from polku.know.rules.operators.sides import crosses, lies


def read_before(node: Node) -> Sequence[Moment]:
    return (read_moment(node, "value", node.given.get("value")),)


def read_within(node: Node) -> Sequence[int]:
    return (read_duration(node, "value"),)


def _before(values: Sequence[Any]) -> Sequence[tuple[str, Moment]]:
    return (("<", values[0]),)


def _after(values: Sequence[Any]) -> Sequence[tuple[str, Moment]]:
    return ((">", values[0]),)


def _within_last(values: Sequence[Any]) -> Sequence[tuple[str, Moment]]:
    return ((">=", Moment("", "now", -values[0])), ("<=", Moment("", "now")))


def _within_next(values: Sequence[Any]) -> Sequence[tuple[str, Moment]]:
    return ((">=", Moment("", "now")), ("<=", Moment("", "now", values[0])))


def _moment(values: Sequence[Any]) -> Mapping[str, str]:
    return {"moment": str(values[0])}


def _length(values: Sequence[Any]) -> Mapping[str, str]:
    return {"length": length(values[0])}


def _says_before() -> tuple[str, str]:
    return _("%(name)s is before %(moment)s"), _("%(name)s is not before %(moment)s")


def _says_after() -> tuple[str, str]:
    return _("%(name)s is after %(moment)s"), _("%(name)s is not after %(moment)s")


def _says_last() -> tuple[str, str]:
    return _("%(name)s is within the last %(length)s"), _("%(name)s is not within the last %(length)s")


def _says_next() -> tuple[str, str]:
    return _("%(name)s is within the next %(length)s"), _("%(name)s is not within the next %(length)s")


for name, read, sides, says, shown in (
    ("before", read_before, _before, _says_before, _moment),
    ("after", read_before, _after, _says_after, _moment),
    ("within_last", read_within, _within_last, _says_last, _length),
    ("within_next", read_within, _within_next, _says_next, _length),
):
    OPERATORS[name] = Operator(read, lies(sides), says, shown=shown, is_of_texts=always, crosses=crosses(sides))
