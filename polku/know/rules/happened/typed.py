"""Elements of lists by subcolumns: an array each, of one length, over which conditions go together.

A place is a column, or a variable of type Dynamic; within further lists an array of such.
"""

from collections.abc import Iterator, Mapping, Sequence

from polku.know.rules.condition import Writer
from polku.know.rules.happened.lists import Where, by_list
from polku.know.rules.operators.place import Place


def any_value(same: Sequence[Where], level: int, write: Writer, names: Mapping[str, str] | None = None) -> str:
    """sizes[]: an element of a list of values."""
    list_ = _place(same[0], names)
    holds = " AND ".join(each.claim.of_element(f"v{level}", write) for each in same)
    return f"({list_.is_list()} AND arrayExists(v{level} -> {holds}, {list_.elements()}))"


def any_object(same: Sequence[Where], level: int, write: Writer, names: Mapping[str, str] | None = None) -> str:
    """products[].…: an element of a list of objects. What is not asked for is not read."""
    inner: dict[str, str] = {}
    for place in (place for each in same for place in _places(each)):
        inner.setdefault(place, f"e{level}_{len(inner)}")
    holds = " AND ".join(_all_of(same, level + 1, write, inner))
    arrays = ", ".join(names[place] if names else place for place in inner)
    return f"arrayExists(({', '.join(inner.values())}) -> {holds}, {arrays})"


def _all_of(where: Sequence[Where], level: int, write: Writer, names: Mapping[str, str]) -> list[str]:
    found = []
    for list_, same in by_list(where, level):
        if not list_:
            found += [each.claim.sql(_place(each, names), write) for each in same]
            # The engine does not always keep null and an empty object apart: in lists, neither is anything.
            found += [f"toString({names[_element(each)]}) != '{{}}'" for each in same if each.claim.takes_nothing]
        else:
            found.append((any_value if list_.of_values else any_object)(same, level, write, names))
    return found


def _places(where: Where) -> Iterator[str]:
    """The columns that a condition is asked of."""
    yield where.path.sql()
    if where.claim.looks_inside:
        yield where.path.sql(inside=True)
    if where.claim.takes_nothing and where.path.parts[-1]:
        yield _element(where)


def _element(where: Where) -> str:
    return Place(where.path.of_list(where.path.lists - 1).sql(), "").of("Array(JSON)")


def _place(where: Where, names: Mapping[str, str] | None) -> Place:
    value, inside = where.path.sql(), where.path.sql(inside=True)
    return Place(names[value], names.get(inside, ""), is_column=False) if names else Place(value, inside)
