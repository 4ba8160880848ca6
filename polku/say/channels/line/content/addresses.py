"""Addresses as LINE takes them: percent-encoded, with a scheme that LINE opens."""

from urllib.parse import quote

import idna

from polku.say.channels.line.limits import limits
from polku.say.content.blocks.addresses import A_HOST, GAPS, SCHEME, UNFIT, WITH_HOST

WEB = ("http", "https")


def opened(url: str) -> str:
    """An address that a press may open; "" for anything else. Without a scheme it is a page's."""
    url = GAPS.sub("", url.strip().replace(" ", "%20"))
    scheme = SCHEME.match(url)
    if scheme is None or A_HOST.match(url):
        if not (url.startswith("//") or A_HOST.match(url)):
            return ""
        url = f"https:{url}" if url.startswith("//") else f"https://{url}"
        scheme = SCHEME.match(url)
    if scheme is None or scheme[1].lower() not in limits()["action"]["schemes"]:
        return ""
    if scheme[1].lower() not in WEB:
        return _ascii(url)
    return _with_host(url) if WITH_HOST.match(url) else ""


def secure(url: str) -> str:
    """The address of a picture, a video or a sound elsewhere: https only; "" for anything else."""
    return opened(url) if url.lower().startswith("https://") else ""


def _with_host(url: str) -> str:
    scheme, _slashes, rest = url.partition("://")
    cut = min((at for at in (rest.find(letter) for letter in "/?#") if at >= 0), default=len(rest))
    host, path = rest[:cut], rest[cut:]
    if not host.isascii():
        name, colon, port = host.partition(":")
        try:
            host = idna.encode(name, uts46=True).decode() + colon + port
        except idna.IDNAError:
            return ""
    return f"{scheme.lower()}://{host.translate(UNFIT)}{_ascii(path)}"


def _ascii(part: str) -> str:
    return quote(part.translate(UNFIT), safe="%/:?#[]@!$&'()*+,;=-._~")
