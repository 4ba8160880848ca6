"""Paths that go through lists of objects: pets[].name."""

from collections.abc import Sequence
from dataclasses import dataclass

from polku.know.rules.condition import Writer
from polku.know.rules.operators.one import NOTHING, Holds, One, element
from polku.know.rules.operators.place import Place, column


@dataclass(frozen=True)
class Through(Place):
    """`found`: SQL of all that stands there, each as JSON."""

    found: str = ""

    def one(self) -> One:
        return NOTHING

    def any(self, holds: Holds, *, is_of_texts: bool = False) -> str:  # noqa: ARG002 - all is read as JSON
        return f"({self.is_list()} AND arrayExists(raw -> ifNull({holds(element('raw'))}, 0), {self.found}))"

    def elements(self) -> str:
        return self.found

    def is_value(self) -> str:
        return self._has("NOT IN (110, 123)")  # neither n(ull) nor {

    def exists(self) -> str:
        return self._has("!= 110")

    def shown(self) -> str:
        return f"JSONExtract(concat('[', arrayStringConcat({self.found}, ','), ']'), 'Array(Dynamic)')"

    def _has(self, letter: str) -> str:
        return f"({self.is_list()} AND arrayExists(raw -> ascii(raw) {letter}, {self.found}))"


def place_through(keys: Sequence[str], first: int, write: Writer) -> Place:
    """`first`: how many keys there are up to the first list."""
    outer = column("traits", *(key.removesuffix("[]") for key in keys[:first]))
    return Through(outer.value, outer.inside, found=_through(outer, keys[first:], write))


def _through(outer: Place, keys: Sequence[str], write: Writer) -> str:
    found, names = outer.elements(), ""
    for key in keys:
        names += f", {write.value(key.removesuffix('[]'), 'String')}"
        if key.endswith("[]"):
            found, names = f"arrayFlatten(arrayMap(raw -> JSONExtractArrayRaw(raw{names}), {found}))", ""
    if names:
        found = f"arrayMap(raw -> JSONExtractRaw(raw{names}), {found})"
    if keys:  # a list that stands at the end gives its elements
        found = f"arrayFlatten(arrayMap(raw -> ascii(raw) = 91 ? JSONExtractArrayRaw(raw) : [raw], {found}))"
    return f"arrayFilter(raw -> raw NOT IN ('', '{{}}'), {found})"
