"""Files with a letter: multipart/mixed (RFC 2046) around what `mime.letter` has made."""

from binascii import b2a_base64
from collections.abc import Sequence
from urllib.parse import quote

import msgspec

from polku.kit import ids

LINE_BYTES = 57  # of a file: 76 letters of base64


class Attachment(msgspec.Struct, frozen=True):
    name: str
    kind: str  # "application/pdf"
    content: bytes


def attached(letter: bytes, files: Sequence[Attachment]) -> bytes:
    """The letter with these; its own two parts become the first of more."""
    if not files:
        return letter
    head, _gap, body = letter.partition(b"\r\n\r\n")
    above, _name, kind = head.rpartition(b"Content-Type:")
    boundary = b"=_%b" % ids.new_id().replace("-", "").encode()
    line = b"\r\n--%b" % boundary
    parts = [
        b'%bContent-Type: multipart/mixed;\r\n boundary="%b"\r\n' % (above, boundary),
        line, b"\r\nContent-Type:", kind, b"\r\n\r\n", body,
    ]  # fmt: skip
    for one in files:
        parts += [line, b"\r\n", _fields(one), b"\r\n", _base64(one.content)]
    return b"".join([*parts, line, b"--\r\n"])


def _fields(one: Attachment) -> bytes:
    """RFC 2231 for the name's other scripts; programs that do not know it take the plain one."""
    plain = "".join(sign if sign.isascii() and (sign.isalnum() or sign in "-_.") else "_" for sign in one.name)
    return (
        f"Content-Type: {one.kind}\r\n"
        "Content-Transfer-Encoding: base64\r\n"
        f'Content-Disposition: attachment; filename="{plain[:60]}";\r\n'
        f" filename*=UTF-8''{quote(one.name[:60], safe='')}\r\n"
    ).encode()


def _base64(content: bytes) -> bytes:
    lines = [content[at : at + LINE_BYTES] for at in range(0, len(content), LINE_BYTES)]
    return b"".join([b2a_base64(line, newline=False) + b"\r\n" for line in lines])
