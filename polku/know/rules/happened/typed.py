"""Elements of lists by subcolumns: an array each, of one length, over which conditions go together.

A place is a column, or a variable of type Dynamic; within further lists an array of such.
"""

from collections.abc import Mapping, Sequence

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
    for each in same:
        for place in (each.path.sql(), each.path.sql(inside=True) if each.claim.looks_inside else ""):
            if place:
                inner.setdefault(place, f"e{level}_{len(inner)}")
    holds = " AND ".join(_all_of(same, level + 1, write, inner))
    arrays = ", ".join(names[place] if names else place for place in inner)
    return f"arrayExists(({', '.join(inner.values())}) -> {holds}, {arrays})"


def _all_of(where: Sequence[Where], level: int, write: Writer, names: Mapping[str, str]) -> list[str]:
    found = []
    for list_, same in by_list(where, level):
        if not list_:
            found += [each.claim.sql(_place(each, names), write) for each in same]
        else:
            found.append((any_value if list_.of_values else any_object)(same, level, write, names))
    return found


def _place(where: Where, names: Mapping[str, str] | None) -> Place:
    value, inside = where.path.sql(), where.path.sql(inside=True)
    return Place(names[value], names.get(inside, ""), is_column=False) if names else Place(value, inside)
