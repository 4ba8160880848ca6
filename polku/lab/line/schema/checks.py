"""One check for each kind of value: a closure that adds to the faults, made once."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from polku.lab.line.schema.faults import Faults, Place

Check = Callable[[Any, Place, Faults], None]
Bounds = Mapping[str, Any]
MEMORY, SHORT = 2_000, 100  # values of one field that are remembered, and how long they may be
WHOLE = {"int32": (-(2**31), 2**31 - 1), "int64": (-(2**63), 2**63 - 1)}


def anything(_value: Any, _at: Place, _faults: Faults) -> None:
    """No rule."""


def text(bounds: Bounds) -> Check:
    """Lengths of LINE's OpenAPI are UTF-16 code units, as everywhere unless another counter is named."""
    least, most = bounds.get("minLength", 0), bounds.get("maxLength")
    pattern = re.compile(bounds["pattern"]) if "pattern" in bounds else None
    allowed = frozenset(bounds.get("enum", ()))
    must = f"Must be one of the following values: [{', '.join(map(str, bounds.get('enum', ())))}]"

    def free(value: Any, at: Place, faults: Faults) -> None:
        if type(value) is not str:
            faults.add(at, "The value must be text")

    def check(value: Any, at: Place, faults: Faults) -> None:
        if type(value) is not str:
            faults.add(at, "The value must be text")
        elif allowed and value not in allowed:
            faults.add(at, must)
        elif len(value) < least:
            faults.add(at, "May not be empty" if least == 1 else f"Length must be between {least} and {most}")
        elif most is not None and units(value) > most:
            faults.add(at, f"Length must be between {least} and {most}")
        elif pattern is not None and not pattern.fullmatch(value):
            faults.add(at, f"Must match {pattern.pattern}")

    return check if allowed or least or most is not None or pattern else free


def whole_number(bounds: Bounds) -> Check:
    lowest, highest = WHOLE.get(bounds.get("format", ""), WHOLE["int64"])
    least, most = bounds.get("minimum", lowest), bounds.get("maximum", highest)

    def check(value: Any, at: Place, faults: Faults) -> None:
        if type(value) is not int:
            faults.add(at, "The value must be a whole number")
        elif not least <= value <= most:
            faults.add(at, f"Must be between {least} and {most}")

    return check


def number(_bounds: Bounds) -> Check:
    def check(value: Any, at: Place, faults: Faults) -> None:
        if type(value) is not float and type(value) is not int:
            faults.add(at, "The value must be a number")

    return check


def truth(_bounds: Bounds) -> Check:
    def check(value: Any, at: Place, faults: Faults) -> None:
        if type(value) is not bool:
            faults.add(at, "The value must be true or false")

    return check


def many(item: Check, bounds: Bounds) -> Check:
    least, most = bounds.get("minItems", 0), bounds.get("maxItems", 10_000_000)
    must = f"Size must be between {least} and {most}"

    def check(value: Any, at: Place, faults: Faults) -> None:
        if type(value) is not list:
            faults.add(at, "The value must be a list")
        elif not least <= len(value) <= most:
            faults.add(at, must)
        else:
            for place, one in enumerate(value):
                item(one, (at, place), faults)

    return check


def pick(name: str, by: Mapping[str, Check]) -> Check:
    """What an object is, is told by one of its fields."""
    must = f"Must be one of the following values: [{', '.join(by)}]"

    def check(value: Any, at: Place, faults: Faults) -> None:
        if type(value) is not dict:
            faults.add(at, "The value must be an object")
            return
        kind = value.get(name)
        chosen = by.get(kind) if type(kind) is str else None
        if chosen is None:
            faults.add((at, name), "May not be empty" if kind is None else must)
        else:
            chosen(value, at, faults)

    return check


def thing(
    fields: Mapping[str, Check],
    needed: tuple[str, ...],
    *,
    others: Check | None = None,
    rule: Check | None = None,
    texts: Iterable[str] = (),
) -> Check:
    """An object. `rule` is asked when its fields are right; `others`: for fields that have no check of their own.

    `texts`: fields that are text. What was right once is right again: the same sizes, colours and addresses come in
    every card, so that looking them up is most of the work.
    """
    right: dict[str, set[str]] = {name: set() for name in texts}

    def check(value: Any, at: Place, faults: Faults) -> None:
        if type(value) is not dict:
            faults.add(at, "The value must be an object")
            return
        before = len(faults.wrong)
        for name in needed:
            if value.get(name) is None:
                faults.add((at, name), "May not be empty")
        for name, inner in value.items():
            if inner is None:
                continue
            known = right.get(name)
            if known is not None and type(inner) is str and inner in known:
                continue
            ask = fields.get(name)
            if ask is not None:
                ask(inner, (at, name), faults)
                if known is not None and len(faults.wrong) == before and len(known) < MEMORY and len(inner) < SHORT:
                    known.add(inner)
            elif others is not None:
                others(inner, (at, name), faults)
            else:
                faults.unknown.append((at, name))
        if rule is not None and len(faults.wrong) == before:
            rule(value, at, faults)

    return check


def both(first: Check, second: Check) -> Check:
    """`second` where `first` finds nothing."""

    def check(value: Any, at: Place, faults: Faults) -> None:
        before = len(faults.wrong)
        first(value, at, faults)
        if len(faults.wrong) == before:
            second(value, at, faults)

    return check


def units(value: str) -> int:
    """UTF-16 code units."""
    return len(value) if value.isascii() else len(value.encode("utf-16-le", "surrogatepass")) // 2
