"""A single value, as SQL."""

from collections.abc import Callable
from dataclasses import dataclass

# Of an element, in the JSON as which it is written: [, n(ull) and { begin what has no text, a quote what is one.
ELEMENT_TEXT = "multiIf(ascii({raw}) IN (91, 110, 123), NULL, ascii({raw}) = 34, JSONExtractString({raw}), {raw})"
ELEMENT_STRING = "if(ascii({raw}) = 34, JSONExtractString({raw}), NULL)"
ELEMENT_NUMBER = "toFloat64OrNull(ifNull(if(match({text}, '[0-9]'), {text}, ''), ''))"


@dataclass(frozen=True)
class One:
    """A single value: neither a list nor an object. Both are SQL and NULL where it is not there."""

    text: str  # Nullable(String)
    number: str  # Nullable(Float64): also a text that reads as a number
    string: str  # Nullable(String): only what is a text
    moment: str = ""  # DateTime64, of what is an instant and no text


NOTHING = One("CAST(NULL, 'Nullable(String)')", "CAST(NULL, 'Nullable(Float64)')", "CAST(NULL, 'Nullable(String)')")
Holds = Callable[[One], str]  # SQL that is 1 where it holds; 0 or NULL where it does not


@dataclass(frozen=True)
class Crossing:
    """What time may have changed, after {since:Int64} and up to {now:Int64}: all of it where `holds`."""

    holds: Holds
    when: str = "1"  # SQL of constants: whether it may be anything at all


def text(string: str) -> One:
    """What is a text, or NULL."""
    return One(string, NOTHING.number, string)


def element(raw: str) -> One:
    """An element of `elements()`, by the name of a variable."""
    text = ELEMENT_TEXT.format(raw=raw)
    return One(text, ELEMENT_NUMBER.format(text=text), ELEMENT_STRING.format(raw=raw))
