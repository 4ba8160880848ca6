"""Elements of lists by the JSON that they are written as: slower, but of every list.

The engine keeps a list of objects as a list of anything where one that came with it held something else as well, and
has no subcolumns of that. Elements that are not objects, or hold nothing, are passed over.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from polku.know.rules.condition import Writer
from polku.know.rules.happened.lists import Where, by_list
from polku.know.rules.happened.paths import Path
from polku.know.rules.operators.one import One, element
from polku.know.rules.operators.place import Place

_IS_ODD = "(startsWith(dynamicType({list}), 'Array(Dynamic') OR startsWith(dynamicType({list}), 'Array(Nullable(JSON'))"
# Only these kinds are read; the whole list would have to be put together for each event.
_KINDS = ("Array(Dynamic)", "Array(Nullable(JSON))")
_OBJECT = 123  # {


@dataclass(frozen=True)
class Written(Place):
    """A place in an object that is written as JSON. `value` is the JSON that stands there; empty: nothing."""

    def one(self) -> One:
        return element(f"nullIf({self.value}, '')")

    def any(self, holds: Callable[[One], str], *, is_of_texts: bool = False) -> str:  # noqa: ARG002 - all is JSON
        each = f"arrayExists(raw -> ifNull({holds(element('raw'))}, 0), {self.elements()})"
        return f"(ifNull({holds(self.one())}, 0) OR {self.is_list()} AND {each})"

    def is_value(self) -> str:
        return f"({self.value} NOT IN ('', 'null') AND ascii({self.value}) != {_OBJECT})"

    def exists(self) -> str:
        return f"({self.value} NOT IN ('', 'null', '{{}}'))"

    def is_list(self) -> str:
        return f"(ascii({self.value}) = 91)"

    def elements(self) -> str:
        return f"JSONExtractArrayRaw({self.value})"


def odd(paths: Sequence[Path]) -> str:
    """Array(String): the elements of the first list on these paths where subcolumns do not tell all, each as JSON."""
    list_ = Place(paths[0].of_list(0).sql(), "")
    found = [f"arrayMap(each -> ifNull(toJSONString(each), 'null'), {list_.of(kind)})" for kind in _KINDS]
    if within := odd_within(paths):
        whole = f"arrayMap(each -> toJSONString(each), {list_.of('Array(JSON)')})"
        found.append(f"if({within}, {whole}, CAST([], 'Array(String)'))")
    return f"arrayConcat({', '.join(found)})"


def odd_within(paths: Iterable[Path]) -> str:
    """Whether any list within that list is such a one. Empty: there is none."""
    lists = {path.of_list(level) for path in paths for level in range(1, path.lists) if path.parts[level + 1]}
    return " OR ".join(_any_is_odd(list_) for list_ in sorted(lists, key=Path.sql))


def any_object(same: Sequence[Where], write: Writer) -> str:
    """products[].…: an element where subcolumns do not tell all."""
    return _any_object(same, 0, write, odd([each.path for each in same]))


def values(path: Path, write: Writer, elements: str = "") -> str:
    """All that stands at a path that goes through lists, each as JSON: Array(String). `elements`: of the first list."""
    found = elements or Place(path.of_list(0).sql(), "").elements()
    for level in range(1, path.lists):
        found = f"arrayFlatten(arrayMap(o -> {_elements(path, level, write, 'o')}, {found}))"
    if path.parts[-1]:
        found = f"arrayMap(o -> JSONExtractRaw({_keys('o', path.parts[-1], write)}), {found})"
    return f"arrayFilter(raw -> raw != '', {found})"


def _any_object(same: Sequence[Where], level: int, write: Writer, elements: str) -> str:
    is_object = f"ascii(o{level}) = {_OBJECT} AND o{level} != '{{}}'"
    holds = " AND ".join([is_object, *_all_of(same, level + 1, write, f"o{level}")])
    return f"arrayExists(o{level} -> {holds}, {elements})"


def _all_of(where: Sequence[Where], level: int, write: Writer, within: str) -> list[str]:
    found = []
    for list_, same in by_list(where, level):
        if not list_:
            for each in same:
                value = f"JSONExtractRaw({_keys(within, each.path.parts[level], write)})"
                found.append(each.claim.sql(Written(value, "", is_column=False), write))
        elif list_.of_values:
            holds = " AND ".join(each.claim.of_element(f"v{level}", write) for each in same)
            found.append(f"arrayExists(v{level} -> {holds}, {_elements(same[0].path, level, write, within)})")
        else:
            found.append(_any_object(same, level, write, _elements(same[0].path, level, write, within)))
    return found


def _elements(path: Path, level: int, write: Writer, within: str) -> str:
    return f"JSONExtractArrayRaw({_keys(within, path.parts[level], write)})"


def _keys(raw: str, keys: Sequence[str], write: Writer) -> str:
    return ", ".join([raw, *(write.value(key, "String") for key in keys)])


def _any_is_odd(list_: Path) -> str:
    flat = f"arrayFlatten({list_.sql()})" if list_.lists > 1 else list_.sql()
    return f"arrayExists(list -> {_IS_ODD.format(list='list')}, {flat})"
