"""How two values of one person are compared."""

from collections.abc import Callable

from polku.know.rules.operators.dates import bound_of, compared
from polku.know.rules.operators.one import One

Compares = Callable[[One, One, str, str], str]  # of two values, how to fold texts, the zone: SQL; 0 or NULL: not so


def _equal(one: One, other: One, fold: str, _zone: str) -> str:
    """The same text; or the same number, where at least one of them is not merely a text."""
    numbers = f"{one.number} = {other.number} AND NOT ({one.string} IS NOT NULL AND {other.string} IS NOT NULL)"
    return f"(ifNull({fold}({one.text}) = {fold}({other.text}), 0) OR ifNull({numbers}, 0))"


def _part(form: str) -> Compares:
    return lambda one, other, fold, _zone: form.format(text=f"{fold}({one.text})", value=f"{fold}({other.text})")


def _number(sign: str) -> Compares:
    return lambda one, other, _fold, _zone: f"({one.number} {sign} {other.number})"


def _date(sign: str) -> Compares:
    def compares(one: One, other: One, _fold: str, zone: str) -> str:
        mine, its = bound_of(one, zone), bound_of(other, zone)
        return f"({mine.is_date} AND {its.is_date} AND {compared(mine, sign, its)})"

    return compares


COMPARES: dict[str, Compares] = {
    "is": _equal,
    "is_not": _equal,
    "contains": _part("(position({text}, {value}) > 0)"),
    "starts_with": _part("startsWith({text}, {value})"),
    "ends_with": _part("endsWith({text}, {value})"),
    **{name: _number(sign) for name, sign in (("gt", ">"), ("gte", ">="), ("lt", "<"), ("lte", "<="))},
    **{name: _date(sign) for name, sign in (("before", "<"), ("after", ">"))},
}
