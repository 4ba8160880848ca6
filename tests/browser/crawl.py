"""Every page that a member can come to by links, one address for each page of polku/urls.py."""

import html
import re
from collections import deque

from django.urls import Resolver404, resolve
from playwright.sync_api import Page

from polku.urls import PAGES

NOT_PAGES = re.compile(r"^/(api|static|p|v1|sign-out|language|theme)\b")
LINK = re.compile(r'<a[^>]* href="(/[^"]*)"')
MOST = 150


def every_page(page: Page) -> dict[str, str]:
    """Name of a page → an address of it. `page` is signed in."""
    waiting = deque(["/", *(f"/{one.address}" for one in PAGES if "<" not in one.address)])
    found: dict[str, str] = {}
    while waiting and len(found) < MOST:
        address = waiting.popleft().split("#")[0]
        name = _name(address)
        if name is None or name in found:
            continue
        answer = page.request.get(address)
        if answer.status != 200 or "text/html" not in answer.headers.get("content-type", ""):
            continue  # what is only sent to, and downloads
        text = answer.text()
        if "<html" not in text:
            continue  # a part of a page
        found[name] = address
        waiting.extend(html.unescape(link) for link in LINK.findall(text))
    return found


def _name(address: str) -> str | None:
    if NOT_PAGES.match(address):
        return None
    try:
        return resolve(address.split("?")[0]).url_name
    except Resolver404:
        return None
