"""Looking for somebody in a data folder: in every file as it lies there, and inside of what is packed."""

import struct
from collections.abc import Iterator
from pathlib import Path

import lz4.block
import pyarrow

LZ4, ZSTD, NONE = 0x82, 0x90, 0x02
CHECKSUM = 16


def forms_of(text: str) -> list[bytes]:
    """How a text may lie on a disk."""
    return [text.encode(), text.encode("utf-16-le"), text.encode("utf-16-be")]


def numbers_of(number: int) -> list[bytes]:
    """How SQLite, the column store and a text write a number."""
    return [number.to_bytes(8, "big"), number.to_bytes(8, "little"), str(number).encode()]


def found_in(folder: Path, needles: dict[str, list[bytes]]) -> list[str]:
    """`what: where`, for everything that is found."""
    found = []
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        try:
            content = path.read_bytes()
        except FileNotFoundError:  # a running program has put it together with others, which stand further on
            continue
        for place, text in [("", content), *(("unpacked", block) for block in unpacked(path, content))]:
            for what, forms in needles.items():
                if any(form in text for form in forms):
                    found.append(f"{what}: {path.relative_to(folder)} {place}")
    return sorted(set(found))


def unpacked(path: Path, content: bytes) -> Iterator[bytes]:
    """The blocks of a file of the column store: checksum, method, size as packed (with this head), size, content."""
    if path.suffix not in {".bin", ".cidx", ".cmrk4", ".cmrk3", ".cmrk2"}:
        return
    at = 0
    while at + CHECKSUM + 9 <= len(content):
        method, packed, size = struct.unpack_from("<BII", content, at + CHECKSUM)
        block = content[at + CHECKSUM + 9 : at + CHECKSUM + packed]
        if packed < 9 or len(block) != packed - 9:
            return
        if method == LZ4:
            yield lz4.block.decompress(block, uncompressed_size=size)
        elif method == ZSTD:
            yield pyarrow.Codec("zstd").decompress(block, decompressed_size=size).to_pybytes()
        elif method == NONE:
            yield block
        at += CHECKSUM + packed
