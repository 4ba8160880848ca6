"""The filters that a template may use: no others, and none without a limit on what goes in and what comes out."""

import re
from collections.abc import Callable, Mapping, Sized
from datetime import UTC, datetime
from functools import wraps
from typing import Any

from liquid.builtin.filters import array, math, misc, string
from liquid.exceptions import FilterArgumentError, ResourceLimitError
from liquid.undefined import is_undefined

from polku.kit import clock
from polku.say.content.limits import VALUE_CHARACTERS

DIRECTIVE = re.compile(r"%-?[aAbBdeHIjmMpSuyYZ%]")  # no widths: strftime would print a billion blanks
DATE_FORMAT_CHARACTERS = 100


def replace(text: object, old: object, new: object = "") -> str:
    """`{{ "a-b" | replace: "-", " " }}`"""
    whole, old, new = _text(text), _text(old), _text(new)
    if whole.count(old) * len(new) + len(whole) > VALUE_CHARACTERS:
        raise _too_large()
    return whole.replace(old, new)


def remove(text: object, old: object) -> str:
    """`{{ "a-b" | remove: "-" }}`"""
    return replace(text, old)


def date(value: object, form: object = "%Y-%m-%d") -> str:
    """`{{ person.last_seen | date: "%-d.%-m.%Y" }}`: an instant (ISO 8601) or "now", as in strftime; in UTC."""
    instant = _instant(value)
    if instant is None:
        return _text(value)
    if len(pattern := _text(form)) > DATE_FORMAT_CHARACTERS:
        raise FilterArgumentError("the form of the date is too long", token=None)
    return DIRECTIVE.sub(lambda found: instant.strftime(found[0]), pattern)


def join(items: object, glue: object = " ") -> str:
    """`{{ person.interests | join: ", " }}`"""
    if not isinstance(items, list | tuple | range):
        return _text(items)
    return _text(glue).join(_text(item) for item in items)


def _text(value: object) -> str:
    return "" if value is None or is_undefined(value) else str(value)


def _instant(value: object) -> datetime | None:
    if value in {"now", "today"}:
        return clock.now()
    try:
        instant = datetime.fromisoformat(_text(value))
    except ValueError:
        return None
    return instant.replace(tzinfo=UTC) if instant.tzinfo is None else instant.astimezone(UTC)


def _too_large() -> ResourceLimitError:
    return ResourceLimitError("a value grew too large", token=None)


def _limited(function: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(function)
    def limited(*values: Any, **named: Any) -> Any:
        for value in (*values, *named.values()):
            _measure(value)
        result = function(*values, **named)
        _measure(result)
        return result

    return limited


def _measure(value: object) -> None:
    if isinstance(value, int) and value.bit_length() > 64:
        raise _too_large()
    if isinstance(value, Sized) and not isinstance(value, Mapping) and len(value) > VALUE_CHARACTERS:
        raise _too_large()


FILTERS: dict[str, Callable[..., Any]] = {
    "abs": math.abs_,
    "append": string.append,
    "at_least": math.at_least,
    "at_most": math.at_most,
    "capitalize": string.capitalize,
    "ceil": math.ceil,
    "date": date,
    "default": misc.default,
    "divided_by": math.divided_by,
    "downcase": string.downcase,
    "escape": string.escape,
    "first": array.first,
    "floor": math.floor,
    "join": join,
    "last": array.last,
    "lstrip": string.lstrip,
    "minus": math.minus,
    "modulo": math.modulo,
    "newline_to_br": string.newline_to_br,
    "plus": math.plus,
    "prepend": string.prepend,
    "remove": remove,
    "replace": replace,
    "round": math.round_,
    "rstrip": string.rstrip,
    "size": misc.size,
    "slice": string.slice_,
    "split": string.split,
    "strip": string.strip,
    "strip_html": string.strip_html,
    "times": math.times,
    "truncate": string.truncate,
    "truncatewords": string.truncatewords,
    "upcase": string.upcase,
    "url_encode": string.url_encode,
}
ALLOWED = {name: _limited(function) for name, function in FILTERS.items()}
