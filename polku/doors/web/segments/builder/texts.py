"""JSON values as one writes them in a field, and back: 30 is a number, “30” in quotes is a text, Tokyo is Tokyo."""

import json
import re
from math import isfinite
from typing import Any
from unicodedata import category

PLAIN_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,15})(\.[0-9]{1,12})?")
DURATION = re.compile(r"([0-9]{1,9})([smhdw])")


def value_of(text: str) -> Any:
    """What a field's text means."""
    text = text.strip()
    if PLAIN_NUMBER.fullmatch(text):
        return float(text) if "." in text else int(text)
    if text in ("true", "false"):
        return text == "true"
    if len(text) > 1 and text[0] == text[-1] == '"':
        try:
            return json.loads(text)
        except ValueError:
            return text
    return text


def text_of(value: Any) -> str | None:
    """The text that means this value; None where there is none (a list, an object, null, 1e300)."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        text = repr(value) if isfinite(value) else ""
        return text if same(value_of(text), value) else None
    if not isinstance(value, str):
        return None
    if fits_a_line(value) and same(value_of(value), value):
        return value
    # Escaped altogether: half characters and control characters cannot stand in a page.
    return json.dumps(value, ensure_ascii=not fits_a_line(value))


def fits_a_line(text: str) -> bool:
    """Whether a field of one line can hold it: no control characters, no halves of characters."""
    return not any(category(letter) in ("Cc", "Cs") for letter in text)


def same(one: Any, other: Any) -> bool:
    """Equal, and of one kind: True is not 1, and 1 is not 1.0. Dictionaries and lists are looked into."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return type(one) is type(other) and bool(one == other)


def values_of(lines: str) -> list[Any]:
    """A value a line."""
    return [value_of(line) for line in lines.split("\n") if line.strip()]


def lines_of(values: Any) -> str | None:
    texts = [text_of(value) for value in values] if isinstance(values, list) else [None]
    return None if None in texts else "\n".join(text or '""' for text in texts)


def duration_of(number: str, unit: str) -> str:
    return f"{number.strip()}{unit or 'd'}"


def number_and_unit(duration: Any) -> tuple[str, str] | None:
    """ "30d" → ("30", "d")."""
    found = DURATION.fullmatch(duration) if isinstance(duration, str) else None
    return (found[1], found[2]) if found else None
