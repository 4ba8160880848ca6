"""What a page offers: the pages behind its links, forms and parts that load themselves."""

from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve

from polku.doors.web.page import Page
from tests.doors.walk.addresses import PAGES_BY_NAME

ATTRIBUTES = {"href", "action", "hx-get", "hx-post", "formaction"}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("link", "use"):
            self.found |= {value for name, value in attrs if name in ATTRIBUTES and value and value.startswith("/")}


def offers(html: str) -> Iterator[Page]:
    reader = _Reader()
    reader.feed(html)
    for path in sorted({urlsplit(address).path for address in reader.found}):
        try:
            name = resolve(path).url_name
        except Resolver404:
            continue
        if name in PAGES_BY_NAME and path != "/":  # Home leads on to where one may be
            yield PAGES_BY_NAME[name]
