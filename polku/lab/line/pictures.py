"""How large a picture is, read from its first bytes; enough of PNG and JPEG for that."""

import struct

STARTS = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}
FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}


def kind_of(data: bytes) -> str:
    """image/png, image/jpeg, or nothing."""
    return next((kind for start, kind in STARTS.items() if data.startswith(start)), "")


def size_of(data: bytes) -> tuple[int, int] | None:
    """(width, height) in pixels; None where it cannot be read."""
    kind = kind_of(data)
    if kind == "image/png" and len(data) >= 24:
        width, height = struct.unpack(">II", data[16:24])
        return width, height
    return _of_jpeg(data) if kind == "image/jpeg" else None


def _of_jpeg(data: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 < len(data) and data[at] == 0xFF:
        if data[at + 1] in FRAMES:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        at += 2 + int(struct.unpack(">H", data[at + 2 : at + 4])[0])
    return None
