"""A letter as bytes: multipart/alternative, made by hand, for `email.message` takes a millisecond for each.

What is the same for all letters of a block is made once (`Envelope`); a letter costs its own headers and two encodings.
"""

from binascii import b2a_base64
from functools import lru_cache

import msgspec

from polku.kit import clock, ids
from polku.say.channels.email import headers
from polku.say.channels.email.address import Address
from polku.say.channels.email.html import BARE, quoted

LINE_BYTES = 900  # RFC 5321 allows 998
BASE64_LINE = 76
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Envelope(msgspec.Struct, frozen=True):
    """What the letters of one block share: headers that stand in all of them, and the line between the parts."""

    fixed: bytes
    boundary: bytes

    @staticmethod
    def of(*, sender: bytes, reply_to: bytes = b"", more: bytes = b"") -> "Envelope":
        # "=_" stands in no text that is encoded as quoted-printable or base64.
        boundary = b"=_%b" % ids.new_id().replace("-", "").encode()
        fixed = b'%b%b%bMIME-Version: 1.0\r\nContent-Type: multipart/alternative;\r\n boundary="%b"\r\n\r\n' % (
            sender, reply_to, more, boundary,
        )  # fmt: skip
        return Envelope(fixed, boundary)


def letter(
    envelope: Envelope,
    *,
    to: Address,
    subject: str,
    text: bytes,
    html: bytes,
    message_id: str,
    at_ms: int,
    more: bytes = b"",
) -> bytes:
    """The whole message as it goes over the wire: no line begins with a dot.

    `text` and `html` are encoded; `more`: further headers of this one letter.
    """
    line = b"\r\n--%b" % envelope.boundary
    return b"".join(
        (
            b"Date: ", date(at_ms // 1000), b"\r\nMessage-ID: <", message_id.encode(), b">\r\n",
            headers.subject(subject),
            b"To: <", to.text.encode(), b">\r\n",
            more,
            envelope.fixed,
            line, b"\r\nContent-Type: text/plain; charset=utf-8\r\n", text,
            line, b"\r\nContent-Type: text/html; charset=utf-8\r\n", html,
            line, b"--\r\n",
        )
    )  # fmt: skip


def encoded(text: str) -> bytes:
    """A part's content behind the field that says how it is encoded."""
    content = text.encode("utf-8", "replace").replace(b"\0", b"")
    if len(content) > len(text) * 1.2:  # mostly another script: shorter like this
        return b"Content-Transfer-Encoding: base64\r\n\r\n" + _base64(BARE.sub(b"\r\n", content))
    if content.isascii():
        content = BARE.sub(b"\r\n", content)
        if _lines_fit(content):
            return b"Content-Transfer-Encoding: 7bit\r\n\r\n" + content
    return b"Content-Transfer-Encoding: quoted-printable\r\n\r\n" + quoted(text)


@lru_cache(maxsize=8)
def date(at_s: int) -> bytes:
    """RFC 5322, in UTC, whatever the process's language."""
    at = clock.from_ms(at_s * 1000)
    day = f"{DAYS[at.weekday()]}, {at.day:02} {MONTHS[at.month - 1]} {at.year}"
    return f"{day} {at.hour:02}:{at.minute:02}:{at.second:02} +0000".encode()


def _lines_fit(content: bytes) -> bool:
    if content.startswith(b".") or b"\n." in content:
        return False
    return len(content) < LINE_BYTES or max(map(len, content.split(b"\r\n"))) < LINE_BYTES


def _base64(content: bytes) -> bytes:
    whole = b2a_base64(content, newline=False)
    return b"\r\n".join([whole[at : at + BASE64_LINE] for at in range(0, len(whole), BASE64_LINE)])
