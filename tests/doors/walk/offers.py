"""What a page offers: the pages behind its links, forms and parts that load themselves."""

import re
from collections.abc import Iterator
from functools import cache
from html import unescape
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve

from polku.doors.web.page import Page
from tests.doors.walk.addresses import PAGES_BY_NAME

# Not by a parser: all pages of all roles are read, some thousand.
TAG = re.compile(r"<(?!link\b|use\b)[a-z][^>]*>", re.IGNORECASE)
ADDRESS = re.compile(r'\s(?:href|action|hx-get|hx-post|formaction)="(/[^"]*)"')


def offers(html: str) -> Iterator[Page]:
    found = {urlsplit(unescape(address)).path for tag in TAG.findall(html) for address in ADDRESS.findall(tag)}
    for path in sorted(found):
        name = _name(path)
        if name in PAGES_BY_NAME and path != "/":  # Home leads on to where one may be
            yield PAGES_BY_NAME[name]


@cache
def _name(path: str) -> str | None:
    try:
        return resolve(path).url_name
    except Resolver404:
        return None
