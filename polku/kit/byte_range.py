"""The part of a file that somebody asks for (RFC 9110, section 14): players of films and sounds jump about in them."""

import re
from collections.abc import Iterator
from typing import BinaryIO

ASKED = re.compile(r"bytes=\s*(\d*)-(\d*)\s*", re.ASCII | re.IGNORECASE)
DIGITS = 18  # more is no length of a file
PIECE = 64 * 1024


class NotThere(Exception):
    """The file has no such part."""


def part(asked: str, *, size: int) -> tuple[int, int] | None:
    """(first byte, how many) by a header `Range`; None: the whole file, also for several parts and for what is none.

    Raises NotThere.
    """
    found = ASKED.fullmatch(asked.strip())
    if found is None or not any(found.groups()) or any(len(one) > DIGITS for one in found.groups()):
        return None
    if not found[1]:  # the last so many
        count = min(int(found[2]), size)
        if not count:
            raise NotThere
        return size - count, count
    first = int(found[1])
    last = min(int(found[2]), size - 1) if found[2] else size - 1
    if found[2] and int(found[2]) < first:
        return None
    if first >= size:
        raise NotThere
    return first, last - first + 1


def read(file: BinaryIO, first: int, count: int) -> Iterator[bytes]:
    """That part, piece by piece; the file is closed after it."""
    with file:
        file.seek(first)
        while count and (piece := file.read(min(PIECE, count))):
            count -= len(piece)
            yield piece
