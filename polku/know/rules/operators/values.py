"""The values that operators compare with: reading them, giving them to a question, showing them."""

import re
from collections.abc import Sequence

from django.utils.translation import gettext as _

from polku.know.rules.condition import Node, Writer

Value = str | float | bool
MOST = 10_000
TEXT = 1_000
LARGEST = 2**53  # beyond it not every number can be held; a whole number of any length can be compared with it
# A server takes values of up to 128 KB each, so long lists go in pieces: a letter has up to 4 bytes of 3 signs.
PIECE = 8_000
_IS_NUMBER = re.compile(r"[-+.0-9eEinfINF]*").fullmatch


def read_one(node: Node) -> Sequence[Value]:
    return (read_value(node, "value", node.given.get("value")),)


def read_many(node: Node) -> Sequence[Value]:
    given = node.given.get("value")
    if not isinstance(given, list) or not 0 < len(given) <= MOST:
        sentence = _("“%(op)s” takes a list of 1 to %(most)d values")
        raise node.wrong("value", sentence % {"op": node.given.get("op", "is"), "most": MOST})
    return tuple(read_value(node, f"value[{index}]", value) for index, value in enumerate(given))


def read_none(node: Node) -> Sequence[Value]:
    if "value" in node.given:
        raise node.wrong("value", _("“%(op)s” takes no value") % {"op": node.given["op"]})
    return ()


def read_value(node: Node, key: str, value: object) -> Value:
    if isinstance(value, str) and len(value) <= TEXT:
        return value
    if isinstance(value, int | float) and abs(value) <= LARGEST:  # True and False are numbers here
        return value
    raise node.wrong(
        key, _("this must be a text of up to %(most)d characters, a number, true or false") % {"most": TEXT}
    )


def read_number(node: Node, key: str, value: object) -> float:
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= LARGEST:
        return float(value)
    raise node.wrong(key, _("this must be a number"))


def is_surely_text(value: object) -> bool:
    """Whether a value that is no text cannot be written so, nor hold this part."""
    return (
        isinstance(value, str)
        and not any(value.lower() in word for word in ("true", "false"))
        and not _IS_NUMBER(value)
    )


def list_of(write: Writer, values: Sequence[str | float], kind: str) -> str:
    """SQL of an array of values, in pieces of a size that every store takes."""
    pieces: list[list[str | float]] = [[]]
    size = 0
    for value in values:
        size += len(str(value)) + 3
        if size > PIECE:
            pieces.append([])
            size = len(str(value)) + 3
        pieces[-1].append(value)
    written = [write.value(piece, f"Array({kind})") for piece in pieces if piece]
    return written[0] if len(written) == 1 else f"arrayConcat({', '.join(written)})"


def shown(values: Sequence[Value]) -> str:
    """“Tokyo”, 30, true: the first ten."""
    return ", ".join(_shown(value) for value in values[:10]) + (", …" if len(values) > 10 else "")


def _shown(value: Value) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return f"“{value}”" if isinstance(value, str) else str(value).lower()
