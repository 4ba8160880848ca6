"""What stands in JSON objects: which paths, what kinds of values, and the most frequent ones."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

DEPTH = 10
PATHS = 500
VALUES = 20
LONGEST = 100  # letters of a value that can be picked
DATE = re.compile(r"\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}.*)?")


@dataclass(frozen=True)
class Value:
    """`share`: of those that have the field at all, from 0 to 1."""

    value: str | float | bool
    share: float


@dataclass(frozen=True)
class Field:
    """`path` as a rule writes it: city, address.city, products[].category. `share`: of all that were looked at."""

    path: str
    kinds: list[str]  # text, number, bool, date, list, object: the most frequent first
    share: float
    values: list[Value]


@dataclass
class _Seen:
    times: int = 0  # objects that have it
    kinds: Counter[str] = field(default_factory=Counter)
    values: Counter[str | float | bool] = field(default_factory=Counter)


def fields_of(objects: Iterable[Mapping[str, Any]]) -> list[Field]:
    """Those that most objects have come first."""
    seen: dict[str, _Seen] = {}
    total = 0
    for one in objects:
        total += 1
        found: dict[str, set[tuple[str, Any]]] = {}
        for path, kind, value in _walk(one, "", 1):
            found.setdefault(path, set()).add((kind, value))
        for path, values in found.items():
            if path in seen or len(seen) < PATHS:
                _count(seen.setdefault(path, _Seen()), values)
    ordered = sorted(seen.items(), key=lambda item: (-item[1].times, item[0]))
    return [_field(path, counted, total) for path, counted in ordered]


def _walk(node: Mapping[str, Any], path: str, depth: int) -> Iterator[tuple[str, str, Any]]:
    """Path, kind, and a value that can be picked (None for others)."""
    for key, value in node.items():
        below = f"{path}.{key}" if path else key
        if isinstance(value, dict):
            yield below, "object", None
            if depth < DEPTH:
                yield from _walk(value, below, depth + 1)
        elif isinstance(value, list):
            yield below, "list", None
            for element in value:
                if isinstance(element, dict) and depth < DEPTH:
                    yield from _walk(element, f"{below}[]", depth + 1)
                elif not isinstance(element, dict | list) and element is not None:
                    yield below, "list", _picked(element)
        elif value is not None:
            yield below, _kind(value), _picked(value)


def _kind(value: object) -> str:
    if isinstance(value, bool):
        return "bool"
    if isinstance(value, int | float):
        return "number"
    return "date" if DATE.fullmatch(str(value)) else "text"


def _picked(value: Any) -> Any:
    return None if isinstance(value, str) and not 0 < len(value) <= LONGEST else value


def _count(counted: _Seen, values: set[tuple[str, Any]]) -> None:
    counted.times += 1
    counted.kinds.update({kind for kind, _value in values})
    counted.values.update({value for _kind, value in values if value is not None})


def _field(path: str, counted: _Seen, total: int) -> Field:
    often = sorted(counted.values.items(), key=lambda item: (-item[1], str(item[0])))[:VALUES]
    values = [Value(value, times / counted.times) for value, times in often]
    return Field(path, [kind for kind, _times in counted.kinds.most_common()], counted.times / total, values)
