"""Tags, put to the links of a message."""

import re
from collections.abc import Callable
from functools import lru_cache
from urllib.parse import quote, unquote_plus, urlsplit

import idna
import msgspec
from django.conf import settings

WEB = re.compile(r"https?://", re.IGNORECASE)
IN_TEXT = re.compile(r"https?://[^\s<>\"']+")
AFTER = ".,;:!?)]}»”、。」）"
OWN = "utm_"
# Short addresses of LINE's own and the like: what stands behind "?" there is a message, or is lost.
NEVER = frozenset(("line.me", "lin.ee", "wa.me"))


class Tags(msgspec.Struct, frozen=True, omit_defaults=True):
    """`parameters`: name and value, as they are said. `hosts`: whose links get them; all if none."""

    parameters: tuple[tuple[str, str], ...] = ()
    hosts: tuple[str, ...] = ()

    @property
    def query(self) -> str:
        return "&".join(f"{name}={quote(value, safe='')}" for name, value in self.parameters)

    def tagged(self, url: str) -> str:
        """A link with the tags. One that has such of its own stays as it is; so does all that is no page elsewhere."""
        if not self.parameters or not WEB.match(url) or url.startswith(f"{settings.BASE_URL}/p/"):
            return url
        if not self._are_for(url):
            return url
        before, mark, fragment = url.partition("#")
        page, asks, query = before.partition("?")
        if any(unquote_plus(one).lower().startswith(OWN) for one in re.split("[&;]", query)):
            return url
        joint = "&" if query and not query.endswith("&") else ""
        return f"{page}?{query}{joint}{self.query}{mark}{fragment}" if asks else f"{page}?{self.query}{mark}{fragment}"

    def in_text(self, text: str) -> str:
        """A plain text, with every address in it tagged."""
        return IN_TEXT.sub(self._replaced, text) if self.parameters and "://" in text else text

    def _replaced(self, found: re.Match[str]) -> str:
        url = found[0].rstrip(AFTER)
        return self.tagged(url) + found[0][len(url) :]

    def _are_for(self, url: str) -> bool:
        host = host_of(url)
        if not host or host in NEVER:
            return False
        return not self.hosts or any(host == one or host.endswith(f".{one}") for one in self.hosts)


NONE = Tags()


def to_store(tags: Tags) -> str:
    return msgspec.json.encode(tags).decode() if tags.parameters else ""


@lru_cache(maxsize=64)
def stored(kept: str) -> Tags:
    """As a wording keeps them: "" for none."""
    return msgspec.json.decode(kept, type=Tags) if kept else NONE


def through(tags: Tags, onward: Callable[[str], str] | None) -> Callable[[str], str] | None:
    """What is done with a link: tagged, then as `onward` says. None where it is left alone."""
    if not tags.parameters:
        return onward
    return tags.tagged if onward is None else lambda url: onward(tags.tagged(url))


def host_of(url: str) -> str:
    """In letters of the net, without port; "" where there is none."""
    try:
        return plain_host(urlsplit(url).hostname or "")
    except ValueError:
        return ""


def plain_host(host: str) -> str:
    """“Bücher.example.” → “xn--bcher-kva.example”. Raises ValueError (of which idna's errors are)."""
    host = host.strip().strip(".").lower()
    return host if host.isascii() else idna.encode(host, uts46=True).decode()
