"""is, is_not, in, not_in: the same value. A number also finds a text that reads as it, a text a number written so."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from polku.know.rules.condition import Writer
from polku.know.rules.operators.one import Holds, One
from polku.know.rules.operators.operator import OPERATORS, Operator, Value
from polku.know.rules.operators.values import is_surely_text, list_of, read_many, read_one


def equals(write: Writer, values: Sequence[Value], is_exact: bool) -> Holds:
    fold = "" if is_exact else "lowerUTF8"
    texts = [str(value).lower() if isinstance(value, bool) else str(value) for value in values if _is_text(value)]
    numbers = [float(value) for value in values if not _is_text(value)]
    # Written once for a value and once for elements: the same parameters serve both.
    same_text = _same_text(write, texts, fold) if texts else ""
    same_number = _same_number(write, numbers) if numbers else ""

    def holds(one: One) -> str:
        parts = []
        if texts:
            parts.append(f"ifNull({fold}({one.text}) {same_text}, 0)")
        if numbers:
            parts.append(f"ifNull({one.number} {same_number}, 0)")
        return "(" + " OR ".join(parts) + ")"

    return holds


def _same_text(write: Writer, texts: Sequence[str], fold: str) -> str:
    """Plain ones are folded here, which is a little faster; of the others the engine knows best."""
    is_plain = not fold or all(map(str.isascii, texts))
    wanted = [text.lower() if fold and is_plain else text for text in texts]
    # The engine takes less time to understand = than IN, and rules mostly have one value.
    if len(wanted) == 1:
        value = write.value(wanted[0], "String")
        return f"= {value}" if is_plain else f"= {fold}({value})"
    values = list_of(write, wanted, "String")
    return f"IN {values}" if is_plain else f"IN arrayMap(x -> {fold}(x), {values})"


def _same_number(write: Writer, numbers: Sequence[float]) -> str:
    if len(numbers) == 1:
        return f"= {write.value(numbers[0], 'Float64')}"
    return f"IN {list_of(write, numbers, 'Float64')}"


def is_of_texts(values: Sequence[Value]) -> bool:
    return all(map(is_surely_text, values))


def _is_text(value: Value) -> bool:
    return isinstance(value, str | bool)


def _is() -> tuple[str, str]:
    return _("%(name)s is %(value)s"), _("%(name)s is not %(value)s")


def _in() -> tuple[str, str]:
    return _("%(name)s is one of %(value)s"), _("%(name)s is none of %(value)s")


def _is_not() -> tuple[str, str]:
    return _("%(name)s is known and not %(value)s"), _("%(name)s is %(value)s or not known")


def _not_in() -> tuple[str, str]:
    return _("%(name)s is known and none of %(value)s"), _("%(name)s is one of %(value)s or not known")


OPERATORS["is"] = Operator(read_one, equals, _is, is_of_texts=is_of_texts)
OPERATORS["is_not"] = Operator(read_one, equals, _is_not, denies="is", is_of_texts=is_of_texts)
OPERATORS["in"] = Operator(read_many, equals, _in, is_of_texts=is_of_texts)
OPERATORS["not_in"] = Operator(read_many, equals, _not_in, denies="in", is_of_texts=is_of_texts)
