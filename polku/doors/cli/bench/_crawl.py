"""Every page that a member can come to by links, one address for each page of polku/urls.py."""

import html
import re
from collections import deque
from collections.abc import Callable
from typing import NamedTuple

from django.urls import Resolver404, URLPattern, get_resolver, resolve

NOT_PAGES = re.compile(r"^/(api|static|p|v1|sign-out|language|theme)\b")
LINK = re.compile(r'<a[^>]* href="(/[^"]*)"')
MOST = 150


class Got(NamedTuple):
    """What an address answered; redirects were followed."""

    status: int
    content_type: str
    text: str


def every_page(get: Callable[[str], Got]) -> dict[str, str]:
    """Name of a page → an address of it, as far as `get`, with its session, may see it."""
    patterns = [str(one.pattern) for one in get_resolver().url_patterns if isinstance(one, URLPattern)]
    waiting = deque(["/", *(f"/{address}" for address in patterns if "<" not in address)])
    found: dict[str, str] = {}
    while waiting and len(found) < MOST:
        address = waiting.popleft().split("#")[0]
        name = _name(address)
        if name is None or name in found:
            continue
        got = get(address)
        if got.status != 200 or "text/html" not in got.content_type or "<html" not in got.text:
            continue  # what is only sent to, downloads, parts of pages
        found[name] = address
        waiting.extend(html.unescape(link) for link in LINK.findall(got.text))
    return found


def _name(address: str) -> str | None:
    if NOT_PAGES.match(address):
        return None
    try:
        return resolve(address.split("?")[0]).url_name
    except Resolver404:
        return None
