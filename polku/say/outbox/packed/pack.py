"""Numbers as bytes: recipients by eight, places within a block by two."""

from array import array
from collections.abc import Iterable, Sequence

BLOCK = 1_000  # recipients of a block, at the most; places go to 65,535


def identities_packed(numbers: Sequence[int]) -> bytes:
    return array("q", numbers).tobytes()


def identities_of(kept: bytes) -> Sequence[int]:
    numbers = array("q")
    numbers.frombytes(bytes(kept))
    return numbers


def places_packed(places: Iterable[int]) -> bytes:
    return array("H", places).tobytes()


def places_of(kept: bytes) -> Sequence[int]:
    places = array("H")
    places.frombytes(bytes(kept))
    return places
