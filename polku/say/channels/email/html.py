"""The HTML of a letter as it goes over the wire. What many letters share is cut and encoded once: a campaign's mail has
20,000 bytes, of which a person's own are a few hundred.

Quoted-printable lets a line be broken anywhere, so pieces that were encoded one by one stand beside each other.
"""

import re
from binascii import b2a_qp
from collections.abc import Iterator, Sequence
from functools import lru_cache
from html import unescape

from django.conf import settings

from polku.say.channels.email import links

LINE = 76
SHARED = 100  # characters: shorter pieces are hardly ever the same twice
PICTURE = ""  # where it goes
BARE = re.compile(rb"\r\n|\r|\n")
EASY = re.compile(r"[!-\-/-<>-~][ -<>-~]{0,70}[!-<>-~]")  # a short line of ASCII that stays as it is
ANCHOR = re.compile(
    r"""(<a\s(?:[^>"']|"[^"]*"|'[^']*')*?\bhref=)("https?://[^"]*"|'https?://[^']*')([^>]*>)""", re.IGNORECASE
)
OPEN_ANCHOR = re.compile(r"""<a\s(?:[^>"']|"[^"]*"|'[^']*')*?\bhref=["]""", re.IGNORECASE)
UNTRACKED = "data-untracked"

Cut = tuple[tuple[bytes | str, ...], bool]  # bytes as they are, addresses to be followed; whether an address comes next


def part(pieces: Sequence[str], *, tracks: "links.Tracks | None", picture: str) -> bytes:
    """The part's content behind the field that says how it is encoded. `tracks`: None where links are left alone."""
    written: list[bytes] = []
    is_address, has_picture = False, not picture
    base_url = settings.BASE_URL
    for piece in pieces:
        if is_address and tracks is not None and links.is_followed(url := unescape(piece)):
            written.append(_address(tracks.through_us(url)))
            is_address = False
            continue
        whole, is_address = (_cut_once if len(piece) > SHARED else _cut)(piece, base_url)
        for one in whole:
            if isinstance(one, bytes):
                written.append(one)
            elif one != PICTURE:
                written.append(quoted(_attribute(one)) if tracks is None else _address(tracks.through_us(one)))
            elif not has_picture:
                written.append(quoted(picture))
                has_picture = True
    if not has_picture:
        written.append(quoted(picture))
    return b"Content-Transfer-Encoding: quoted-printable\r\n\r\n" + b"".join(written)


def quoted(text: str) -> bytes:
    """Quoted-printable that something else may stand behind. No line of it begins with a dot (see RFC 5321, 4.5.2)."""
    if EASY.fullmatch(text):
        return text.encode() + b"=\r\n"
    content = BARE.sub(b"\r\n", text.encode("utf-8", "replace").replace(b"\0", b""))
    whole = b2a_qp(content + b"\r\n")[:-2]  # it ends its lines as the content does, so there must be an end
    if whole.startswith(b".") or b"\n." in whole:
        whole = re.sub(rb"(?m)^\.", b"=2E", whole)
    if whole.endswith(b"\r\n"):
        return whole
    if len(whole) - whole.rfind(b"\n") > LINE:  # no room for the break
        at = len(whole) - 3
        at -= 1 if whole[at - 1 : at] == b"=" else 2 if whole[at - 2 : at - 1] == b"=" else 0
        whole = whole[:at] + b"=\r\n" + whole[at:]
    return whole + b"=\r\n" if whole else whole


def _cut(piece: str, _base_url: str) -> Cut:
    return tuple(_parts(piece)), OPEN_ANCHOR.fullmatch(piece, max(0, piece.rfind("<"))) is not None


_cut_once = lru_cache(maxsize=512)(_cut)


def _parts(piece: str) -> Iterator[bytes | str]:
    """Its text, encoded; between it the addresses of links, and the place for the picture."""
    text, end, after = piece.rpartition("</body>")
    if not end:
        yield from _linked(after)
        return
    yield from _linked(text)
    yield PICTURE
    yield from _linked(end + after)


def _linked(text: str) -> Iterator[bytes | str]:
    at = 0
    for found in ANCHOR.finditer(text):
        url = unescape(found[2][1:-1])
        if not links.is_followed(url) or UNTRACKED in found[1] or UNTRACKED in found[3]:
            continue
        yield quoted(f'{text[at : found.end(1)]}"')
        yield url
        at = found.end(2) - 1
        if found[2][0] == "'":
            text = f'{text[:at]}"{text[at + 1 :]}'
    if at < len(text):
        yield quoted(text[at:])


def _address(url: str) -> bytes:
    """One of ours: ASCII."""
    content = url.encode().replace(b"=", b"=3D")
    if b"=" in content:
        return quoted(url)
    return b"".join([b"%b=\r\n" % content[at : at + 70] for at in range(0, len(content), 70)])


def _attribute(url: str) -> str:
    return url.replace("&", "&amp;").replace('"', "&quot;")
