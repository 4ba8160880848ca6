"""What can be asked of all events of a person together."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from django.utils.translation import gettext as _

from polku.know.rules.condition import Node, Writer, did_you_mean

SIGNS = {"gte": ">=", "gt": ">", "lte": "<=", "lt": "<", "eq": "="}
NAMES = (*SIGNS, "between")
OPPOSITES = {"gte": "lt", "gt": "lte", "lte": "gt", "lt": "gte"}


class Measure(Protocol):
    """A claim about a person's events."""

    @property
    def takes_none(self) -> bool:
        """Whether it holds for those who have no such event."""
        ...

    def sql(self, write: Writer) -> str:
        """Over rows grouped by person: 0 or 1, never NULL."""
        ...

    def facts(self, write: Writer) -> Mapping[str, str]:
        """The same numbers over the events of one person, by name."""
        ...

    def sentence(self, event: str, *, is_negated: bool) -> str:
        """ "bought at least 2 times"."""
        ...


@dataclass(frozen=True)
class Comparison:
    """gte, gt, lte, lt or eq with a number; between with two, which both belong to it."""

    name: str
    numbers: tuple[Any, ...]

    def sql(self, value: str, numbers: list[str]) -> str:
        if self.name == "between":
            return f"({value} BETWEEN {numbers[0]} AND {numbers[1]})"
        return f"({value} {SIGNS[self.name]} {numbers[0]})"

    def takes(self, number: int) -> bool:
        low = self.numbers[0]
        holds: bool = {
            "gte": number >= low,
            "gt": number > low,
            "lte": number <= low,
            "lt": number < low,
            "eq": number == low,
            "between": low <= number <= self.numbers[-1],
        }[self.name]
        return holds


def read_comparison(
    node: Node, key: str, given: Mapping[str, Any], number: Callable[[Node, str, Any], Any]
) -> Comparison:
    """From the one word of NAMES in an object that stands under `key`. Raises RuleError."""
    if len(given) != 1:
        raise node.wrong(key, _("write for example {“gte”: 2}"))
    [(name, value)] = given.items()
    if name not in NAMES:
        hint = did_you_mean(name, NAMES)
        raise node.wrong(f"{key}.{name}", _("this is not one of %(known)s") % {"known": ", ".join(NAMES)} + hint)
    if name != "between":
        return Comparison(name, (number(node, f"{key}.{name}", value),))
    if not isinstance(value, list) or len(value) != 2:
        raise node.wrong(f"{key}.between", _("“between” takes two numbers, for example [10, 20]"))
    low, high = (number(node, f"{key}.between[{index}]", each) for index, each in enumerate(value))
    if low > high:
        raise node.wrong(f"{key}.between", _("the first of two numbers is not above the second"))
    return Comparison(name, (low, high))
