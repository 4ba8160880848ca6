"""The body of a request, received and unpacked, and never more of it than is allowed."""

import zlib
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
GZIP_OR_ZLIB = 47  # zlib's window bits: tell gzip and zlib apart by their first bytes


class TooLarge(Exception):
    """More bytes than a request may have."""


class NotGzip(Exception):
    """The content is not what its Content-Encoding says."""


async def read_body(receive: Receive, headers: dict[bytes, bytes], *, most: int) -> bytes:
    """As it came. Raises TooLarge as soon as it is known."""
    declared = headers.get(b"content-length", b"0")
    if declared.isdigit() and int(declared) > most:
        raise TooLarge
    parts: list[bytes] = []
    size = 0
    is_more = True
    while is_more:
        message = await receive()
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > most:
            raise TooLarge
        is_more = message.get("more_body", False)
    return b"".join(parts)


def unpack(body: bytes, headers: dict[bytes, bytes], *, most: int) -> bytes:
    """Raises TooLarge as soon as it is known (a bomb is not unpacked further than `most`), NotGzip."""
    encoding = headers.get(b"content-encoding", b"").lower().strip()
    if encoding in (b"", b"identity"):
        return body
    if encoding not in (b"gzip", b"deflate", b"x-gzip"):
        raise NotGzip(f"Content-Encoding {encoding.decode('latin-1')[:20]} is not known here; gzip is")
    unpacker = zlib.decompressobj(GZIP_OR_ZLIB)
    try:
        unpacked = unpacker.decompress(body, most + 1)
    except zlib.error as problem:
        raise NotGzip("the body is not gzip") from problem
    if len(unpacked) > most:
        raise TooLarge
    if not unpacker.eof:
        raise NotGzip("the gzip data ends too early")
    return unpacked
