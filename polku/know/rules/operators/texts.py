"""contains, starts_with, ends_with, matches: parts of a text. A number is asked for as it is written."""

import re
from collections.abc import Callable, Sequence

from django.utils.translation import gettext as _

from polku.know.rules.condition import Node, Writer
from polku.know.rules.operators.one import Holds
from polku.know.rules.operators.operator import OPERATORS, Operator, Value
from polku.know.rules.operators.values import TEXT, is_surely_text


def read_text(node: Node) -> Sequence[str]:
    given = node.given.get("value")
    if not isinstance(given, str) or not 0 < len(given) <= TEXT:
        raise node.wrong("value", _("this must be a text of 1 to %(most)d characters") % {"most": TEXT})
    return (given,)


def part(form: str) -> Callable[[Writer, Sequence[Value], bool], Holds]:
    """`form` compares {text} with {value}, both folded unless exact."""

    def asks(write: Writer, values: Sequence[Value], is_exact: bool) -> Holds:
        fold = "" if is_exact else "lowerUTF8"
        value = f"{fold}({write.value(values[0], 'String')})"
        return lambda one: form.format(text=f"{fold}({one.text})", value=value)

    return asks


def matches(write: Writer, values: Sequence[Value], is_exact: bool) -> Holds:
    """* is any text, also none; ? is one character. Everything else is itself."""
    return part("({text} LIKE {value})")(write, [_like(str(values[0]))], is_exact)


def _like(glob: str) -> str:
    return "".join({"*": "%", "?": "_", "%": "\\%", "_": "\\_", "\\": "\\\\"}.get(letter, letter) for letter in glob)


def is_of_texts(values: Sequence[Value]) -> bool:
    return is_surely_text(values[0])


def _has_text(values: Sequence[Value]) -> bool:
    return any(map(is_surely_text, re.split("[*?]", str(values[0]))))


def _contains() -> tuple[str, str]:
    return _("%(name)s contains %(value)s"), _("%(name)s does not contain %(value)s")


def _starts_with() -> tuple[str, str]:
    return _("%(name)s starts with %(value)s"), _("%(name)s does not start with %(value)s")


def _ends_with() -> tuple[str, str]:
    return _("%(name)s ends with %(value)s"), _("%(name)s does not end with %(value)s")


def _matches() -> tuple[str, str]:
    return _("%(name)s has the form %(value)s"), _("%(name)s does not have the form %(value)s")


OPERATORS["contains"] = Operator(read_text, part("(position({text}, {value}) > 0)"), _contains, is_of_texts=is_of_texts)
OPERATORS["starts_with"] = Operator(
    read_text, part("startsWith({text}, {value})"), _starts_with, is_of_texts=is_of_texts
)
OPERATORS["ends_with"] = Operator(read_text, part("endsWith({text}, {value})"), _ends_with, is_of_texts=is_of_texts)
OPERATORS["matches"] = Operator(read_text, matches, _matches, is_of_texts=_has_text)
