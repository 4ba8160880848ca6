"""Templates filled in quickly: most hold nothing but a few facts, and need no Liquid for that.

`Hello {{ person.first_name | default: "friend" }}` takes a fiftieth of the time. Whatever is not a text, a whole number
or nothing, and every template that does more, goes through Liquid: the result is the same.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

import msgspec
from liquid import BoundTemplate

from polku.say.content.limits import VALUE_CHARACTERS
from polku.say.content.problem import TooSlow
from polku.say.content.render import compiled, fill

# Of `first`, `last` and `size` Liquid makes something even where there is no such fact.
FACT = re.compile(
    r"\{\{\s*person\.(?!(?:first|last|size)\b)([A-Za-z_]\w*)\s*"
    r"""(?:\|\s*default:\s*(?:"([^"\\]*)"|'([^'\\]*)')\s*)?\}\}""",
    re.ASCII,
)


class Fact(msgspec.Struct, frozen=True):
    name: str
    default: str


class Quick(msgspec.Struct, frozen=True):
    """`parts` is None where Liquid must do it. `template` is None where there is nothing to fill in."""

    source: str
    template: BoundTemplate | None
    parts: tuple[str | Fact, ...] | None

    @property
    def names(self) -> frozenset[str] | None:
        """Of the facts that it asks for; None where Liquid must do it, which may ask for any."""
        if self.parts is None:
            return None
        return frozenset(part.name for part in self.parts if isinstance(part, Fact))

    def fill(self, facts: Mapping[str, object]) -> str:
        """For one person. Raises BrokenTemplate."""
        if self.template is None:
            return self.source
        found = _quickly(self.parts, facts) if self.parts is not None else None
        return self._slowly(facts) if found is None else found

    def _slowly(self, facts: Mapping[str, object]) -> str:
        assert self.template is not None
        try:
            return fill(self.template, facts, text=self.source)
        except TooSlow:
            return fill(self.template, facts, text=self.source)


def all_names(templates: Iterable[Quick]) -> frozenset[str] | None:
    """Of the facts that these ask for together; None where one may ask for any."""
    names: frozenset[str] = frozenset()
    for one in templates:
        if one.names is None:
            return None
        names |= one.names
    return names


@lru_cache(maxsize=512)
def quick(source: str) -> Quick:
    """Raises BrokenTemplate."""
    if "{{" not in source and "{%" not in source:
        return Quick(source, None, (source,))
    return Quick(source, compiled(source), _parts(source))


def _parts(source: str) -> tuple[str | Fact, ...] | None:
    parts: list[str | Fact] = []
    at = 0
    for found in FACT.finditer(source):
        parts += (source[at : found.start()], Fact(found[1], _lines(found[2] or found[3] or "")))
        at = found.end()
    parts.append(source[at:])
    rest = "".join(part for part in parts if isinstance(part, str))
    if "{{" in rest or "{%" in rest or "}}" in rest:
        return None
    return tuple(_lines(part) if isinstance(part, str) else part for part in parts if part)


def _quickly(parts: tuple[str | Fact, ...], facts: Mapping[str, object]) -> str | None:
    found: list[str] = []
    for part in parts:
        if type(part) is str:
            found.append(part)
            continue
        assert type(part) is Fact
        value = facts.get(part.name)
        if type(value) is str and len(value) <= VALUE_CHARACTERS:
            found.append((_lines(value) if "\r" in value else value) or part.default)
        elif value is None:
            found.append(part.default)
        elif type(value) is int and abs(value) < 10**15:
            found.append(str(value))
        else:
            return None
    return "".join(found)


def _lines(text: str) -> str:
    """Every end of a line as Liquid writes it."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
