"""is, is_not, in, not_in: the same value. A number also finds a text that reads as it, a text a number written so."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from polku.know.rules.condition import Writer
from polku.know.rules.operators.operator import OPERATORS, Holds, Operator, Value
from polku.know.rules.operators.place import One
from polku.know.rules.operators.values import list_of, read_many, read_one


def equals(write: Writer, values: Sequence[Value], is_exact: bool) -> Holds:
    fold = "" if is_exact else "lowerUTF8"
    texts = [str(value).lower() if isinstance(value, bool) else value for value in values if _is_text(value)]
    numbers = [float(value) for value in values if not _is_text(value)]
    # Written once for a value and once for elements: the same parameters serve both.
    among_texts = f"arrayMap(x -> {fold}(x), {list_of(write, texts, 'String')})" if texts else ""
    among_numbers = list_of(write, numbers, "Float64") if numbers else ""

    def holds(one: One) -> str:
        parts = []
        if texts:
            parts.append(f"ifNull({fold}({one.text}) IN {among_texts}, 0)")
        if numbers:
            parts.append(f"ifNull({one.number} IN {among_numbers}, 0)")
        return "(" + " OR ".join(parts) + ")"

    return holds


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


OPERATORS["is"] = Operator(read_one, equals, _is)
OPERATORS["is_not"] = Operator(read_one, equals, _is_not, denies="is")
OPERATORS["in"] = Operator(read_many, equals, _in)
OPERATORS["not_in"] = Operator(read_many, equals, _not_in, denies="in")
