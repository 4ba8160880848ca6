"""Whom to forget, while they are still known."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from polku.kit import ids
from polku.know.events.event import Identity

LEAST = 6  # letters: what is shorter ("7", "aino") also stands inside of texts that mean somebody else


@dataclass(frozen=True)
class Whom:
    """Some people: all their identities by number, and what else they are called."""

    people: Sequence[Mapping[int, Identity]]  # of each, their identities by number, the leading one first
    names: frozenset[str] = frozenset()  # what else they are called: names, addresses and numbers as they were said

    @property
    def identities(self) -> dict[int, Identity]:
        return {number: identity for person in self.people for number, identity in person.items()}

    @property
    def emails(self) -> frozenset[str]:
        return frozenset(value.lower() for value in self.values if "@" in value)

    @cached_property
    def values(self) -> frozenset[str]:
        """Everything that names one of them, as a whole text."""
        mine = self.identities
        numbers = {text for number in mine for text in (ids.public(number), str(number))}
        return frozenset(({value for _kind, value in mine.values()} | self.names | numbers) - {""})

    def is_named_in(self, plain: Any) -> bool:
        """Whether one of the texts in a plain value is one of theirs."""
        return any(text in self.values for text in texts_in(plain))

    def is_spoken_of(self, text: str) -> bool:
        """Whether a text that may not be JSON (it was cut off) speaks of one of them."""
        return any(value in text if len(value) >= LEAST else f'"{value}"' in text for value in self.values)


def texts_in(plain: Any) -> Iterator[str]:
    """Every text inside of what JSON can hold."""
    match plain:
        case str():
            yield plain
        case dict():
            for key, value in plain.items():
                yield str(key)
                yield from texts_in(value)
        case list() | tuple():
            for value in plain:
                yield from texts_in(value)
        case _:
            yield str(plain)
