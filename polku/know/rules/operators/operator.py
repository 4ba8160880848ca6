"""What an operator is, and the list of those that can be written in a rule."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from polku.know.rules.condition import Node, Writer
from polku.know.rules.operators.one import Crossing, Holds

Value = str | float | bool


@dataclass(frozen=True)
class Operator:
    """How an operator is read, written as SQL, and said."""

    read: Callable[[Node], Sequence[Any]]  # the values that it compares with; raises RuleError
    holds: Callable[[Writer, Sequence[Any], bool], Holds] | None = None  # of one value; the last: whether it is exact
    says: Callable[[], tuple[str, str]] = lambda: ("", "")  # "%(name)s is %(value)s", and when it does not hold
    denies: str = ""  # the operator that does not hold where this one does, though there is a value
    shown: Callable[[Sequence[Any]], Mapping[str, str]] | None = None  # values in words, when not simply in a row
    is_of_texts: Callable[[Sequence[Any]], bool] = lambda _values: False  # whether nothing but a text can meet it
    crosses: Callable[[Writer, Sequence[Any]], Crossing | None] | None = None  # where time alone may change it


def always(_values: Sequence[Any]) -> bool:
    return True


OPERATORS: dict[str, Operator] = {}  # by the name under which it is written in a rule

# What other tools call them.
ALSO = {
    **dict.fromkeys(("equals", "equal", "eq", "=", "=="), "is"),
    **dict.fromkeys(("not_equals", "not_equal", "ne", "!=", "<>"), "is_not"),
    **dict.fromkeys(("greater", "greater_than", "more", "more_than", "above", "over", ">"), "gt"),
    **dict.fromkeys(("greater_or_equal", "at_least", ">="), "gte"),
    **dict.fromkeys(("less", "less_than", "smaller", "below", "under", "<"), "lt"),
    **dict.fromkeys(("less_or_equal", "at_most", "<="), "lte"),
    **dict.fromkeys(("any_of", "one_of"), "in"),
    **dict.fromkeys(("none_of",), "not_in"),
    **dict.fromkeys(("includes", "has"), "contains"),
    **dict.fromkeys(("like", "glob", "regex"), "matches"),
    **dict.fromkeys(("within", "in_last", "last", "newer_than"), "within_last"),
    **dict.fromkeys(("in_next", "next"), "within_next"),
    **dict.fromkeys(("since", "later_than"), "after"),
    **dict.fromkeys(("until", "earlier_than", "older_than"), "before"),
    **dict.fromkeys(("birthday", "birthday_in", "anniversary"), "anniversary_in"),
    **dict.fromkeys(("known", "is_known", "is_set", "present"), "exists"),
    **dict.fromkeys(("unknown", "is_null", "empty", "not_exists"), "missing"),
}
