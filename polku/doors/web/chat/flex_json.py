"""Flex as text: reading it, and the line on which each of its parts stands."""

import json
import re
from typing import Any

from django.utils.translation import gettext as _

from polku.say.content.problem import Problem

SPACE = re.compile(r"\s*")
VALUES = json.JSONDecoder()
DEEPEST = 200


def json_of(text: str, *, place: str) -> tuple[dict[str, Any], Problem | None]:
    """The object that the text is; {} and what is wrong with it, at its line, where it is none."""
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        return {}, Problem(_("This is no JSON: {detail}.").format(detail=error.msg), error.lineno, place)
    except RecursionError:
        return {}, Problem(_("This is nested too deeply."), field=place)
    if not isinstance(value, dict):
        return {}, Problem(_("A Flex message is an object in braces: a bubble or a carousel."), 1, place)
    return value, None


def line_of(text: str, place: str) -> int | None:
    """The line of a part, given as people count: "body.contents.1.text"; of what is around it where it is missing."""
    found = lines_of(text)
    while place and place not in found:
        place = place.rpartition(".")[0]
    return found.get(place)


def lines_of(text: str) -> dict[str, int]:
    """{place: line} of every part of a JSON text; {} where it is none."""
    found: dict[str, int] = {}
    try:
        _scan(text, 0, "", found, depth=0)
    except (ValueError, IndexError):
        return {}
    return found


def _scan(text: str, at: int, place: str, found: dict[str, int], *, depth: int) -> int:
    """Takes the value that begins at or behind `at`, and gives where it ends."""
    if depth > DEEPEST:
        raise ValueError
    at = _skip(text, at)
    found[place] = text.count("\n", 0, at) + 1
    if text[at] in "{[":
        return _inside(text, at, place, found, depth=depth + 1)
    return VALUES.raw_decode(text, at)[1]


def _inside(text: str, at: int, place: str, found: dict[str, int], *, depth: int) -> int:
    """The parts of an object or of a list; `at`: its opening sign."""
    is_object, closing = text[at] == "{", "}" if text[at] == "{" else "]"
    at, number = _skip(text, at + 1), 0
    while text[at] != closing:
        number += 1
        name = str(number)
        if is_object:
            name, at = VALUES.raw_decode(text, at)
            at = _skip(text, at) + 1  # the colon
        at = _skip(text, _scan(text, at, f"{place}.{name}" if place else name, found, depth=depth))
        if text[at] == ",":
            at = _skip(text, at + 1)
    return at + 1


def _skip(text: str, at: int) -> int:
    matched = SPACE.match(text, at)
    assert matched is not None
    return matched.end()
