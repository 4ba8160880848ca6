"""`/lab/pictures/{name}`: a face for everybody, drawn from their name."""

import struct
import zlib
from hashlib import sha256

from polku.lab.line.control.row import Row
from polku.lab.line.web.call import Answer, Call

CELLS, CELL_PX = 5, 24
AGE = [(b"cache-control", b"max-age=86400")]


def picture(call: Call) -> Answer:
    return Answer(200, drawn(call.params["name"]), b"image/png", list(AGE))


def drawn(name: str) -> bytes:
    """A PNG of five by five fields, alike left and right."""
    digest = sha256(name.encode()).digest()
    colour, ground = bytes(80 + value % 120 for value in digest[:3]), b"\xf0\xf0\xf0"
    rows = []
    for row in range(CELLS):
        half = [digest[3 + row * 3 + column] & 1 for column in range(3)]
        line = b"".join((colour if on else ground) * CELL_PX for on in (*half, half[1], half[0]))
        rows += [b"\0" + line] * CELL_PX
    size = CELLS * CELL_PX
    head = _chunk(b"IHDR", struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + _chunk(b"IDAT", zlib.compress(b"".join(rows))) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


ROWS = [
    Row(
        "GET",
        "/lab/pictures/{name}",
        picture,
        "The picture of a person, by number, or of an account.",
        gives="image/png",
    )
]
