"""Header fields by hand: fast, and nothing that anybody writes can begin a new line.

RFC 5322 for the fields, RFC 2047 for words in other scripts.
"""

import re
from base64 import b64encode
from functools import lru_cache

from polku.say.channels.email.address import Address

LINE = 76
WORD_BYTES = 45  # in one encoded word: 60 letters of base64 and `=?utf-8?b??=` stay below 75
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
ATOMS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]+")
LONG_WORD = re.compile(rf"[^ ]{{{LINE - 10}}}")


def clean(text: str) -> str:
    """In one line: whatever could end a line, or is no character at all, becomes a space."""
    return CONTROL.sub(" ", text).strip()


def subject(text: str) -> bytes:
    """The field `Subject`, with its line end."""
    text = clean(text)
    if text.isascii() and "=?" not in text and not LONG_WORD.search(text):
        return b"Subject: %b\r\n" % (text.encode() if len(text) < LINE - 9 else _folded(text, indent=9))
    return b"Subject: %b\r\n" % _encoded_words(text, indent=9)


@lru_cache(maxsize=1_000)
def mailbox(field: str, name: str, address: Address) -> bytes:
    """The field of an address with a name: `From: "Aino’s" <aino@kahvila.example>`, with its line end."""
    spoken = phrase(name, indent=len(field) + 2)
    gap = b"" if not spoken else b" " if len(field) + len(spoken) + len(address.text) < LINE - 5 else b"\r\n "
    return b"%b: %b%b<%b>\r\n" % (field.encode(), spoken, gap, address.text.encode())


def phrase(name: str, *, indent: int) -> bytes:
    """A name as it stands before an address; b"" for none."""
    name = clean(name)
    if not name.isascii() or "=?" in name or len(name) > LINE - indent - 4:
        return _encoded_words(name, indent=indent)
    if not name or ATOMS.fullmatch(name):
        return name.encode()
    return b'"%b"' % name.replace("\\", "\\\\").replace('"', '\\"').encode()


def _encoded_words(text: str, *, indent: int) -> bytes:
    words: list[bytes] = []
    word = b""
    for letter in text:
        piece = letter.encode()
        if len(word) + len(piece) > (WORD_BYTES if words else WORD_BYTES - indent):
            words.append(word)
            word = b""
        word += piece
    words.append(word)
    return b"\r\n ".join(b"=?utf-8?b?%b?=" % b64encode(one) for one in words)


def _folded(text: str, *, indent: int) -> bytes:
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        if line and len(line) + len(word) + 1 > LINE - (0 if lines else indent):
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return "\r\n ".join([*lines, line]).encode()
