"""What a picture file is, and how large: told by its first bytes. No pixel is decoded."""

import struct
from collections.abc import Callable

import msgspec


class Kind(msgspec.Struct, frozen=True):
    ending: str
    width: int
    height: int


TYPES = {"png": "image/png", "jpg": "image/jpeg", "gif": "image/gif", "webp": "image/webp"}
SIZES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}  # JPEG's frames, which tell the size


def kind_of(content: bytes) -> Kind | None:
    """None for what is no picture of a kind that every mail program shows."""
    for starts, read in READERS:
        if content.startswith(starts):
            try:
                found = read(content)
            except (IndexError, struct.error):
                return None
            return found if found is not None and found.width and found.height else None
    return None


def _png(content: bytes) -> Kind | None:
    if content[12:16] != b"IHDR":
        return None
    return Kind("png", *struct.unpack(">II", content[16:24]))


def _gif(content: bytes) -> Kind:
    return Kind("gif", *struct.unpack("<HH", content[6:10]))


def _jpeg(content: bytes) -> Kind | None:
    at = 2
    while content[at] == 0xFF:
        mark = content[at + 1]
        if mark == 0xFF:  # filling
            at += 1
            continue
        if mark in SIZES:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return Kind("jpg", width, height)
        at += 2 + struct.unpack(">H", content[at + 2 : at + 4])[0]
    return None


def _webp(content: bytes) -> Kind | None:
    form = content[8:16]
    if form == b"WEBPVP8X":
        width, height = (int.from_bytes(content[at : at + 3], "little") + 1 for at in (24, 27))
        return Kind("webp", width, height)
    if form == b"WEBPVP8L":
        bits = int.from_bytes(content[21:25], "little")
        return Kind("webp", (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
    if form == b"WEBPVP8 " and content[23:26] == b"\x9d\x01\x2a":
        width, height = struct.unpack("<HH", content[26:30])
        return Kind("webp", width & 0x3FFF, height & 0x3FFF)
    return None


READERS: tuple[tuple[bytes | tuple[bytes, ...], Callable[[bytes], Kind | None]], ...] = (
    (b"\x89PNG\r\n\x1a\n", _png),
    ((b"GIF87a", b"GIF89a"), _gif),
    (b"\xff\xd8\xff", _jpeg),
    (b"RIFF", _webp),
)
