"""Facts of people that rooms above know: whoever knows one registers a source. Asked only where a message names it."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

import msgspec


class Source(msgspec.Struct, frozen=True):
    """`find`: by person, of people with the numbers of their identities; who has nothing may be left out."""

    names: frozenset[str]
    find: Callable[[Mapping[int, Sequence[int]]], Mapping[int, Mapping[str, Any]]]


SOURCES: list[Source] = []  # see flow.py


def all_names() -> frozenset[str]:
    return frozenset[str]().union(*(one.names for one in SOURCES))


def named(names: Collection[str] | None, texts: Iterable[str]) -> list[Source]:
    """Those that are asked for. `names`: where it is known which facts are; None: whatever stands in the texts."""
    if names is not None:
        return [one for one in SOURCES if not one.names.isdisjoint(names)]
    written = list(texts) if SOURCES else []
    return [one for one in SOURCES if any(f"person.{name}" in text for name in one.names for text in written)]


def facts_of(sources: Iterable[Source], people: Mapping[int, Sequence[int]]) -> dict[int, dict[str, Any]]:
    found: dict[int, dict[str, Any]] = {}
    for source in sources:
        for person, facts in source.find(people).items():
            found.setdefault(person, {}).update(facts)
    return found
