"""Names that mean harm are shown as text on every page, and no page carries code or style of its own."""

import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from typing import Any

from django.test import Client

from polku.urls import PAGES
from tests.doors.walk.addresses import address
from tests.doors.walk.conftest import House


class Reader(HTMLParser):
    """Finds code and style inside a page, and elements and attributes that somebody's name has brought."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "style" or (tag == "script" and "src" not in given and given.get("type") != "application/json"):
            self.found.append(f"<{tag}>")
        if tag == "img" and given.get("src") == "x":
            self.found.append("a name that became an element")
        for name, value in given.items():
            if name == "style" or name.startswith("on") or value.strip().lower().startswith("javascript:"):
                self.found.append(f'<{tag} {name}="{value[:60]}">')


QUERY = "?query=img&text=img&before=9999999999999&since=2020-01-01"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')  # another one in each answer


def answers(browser: Client, house: House) -> Iterator[Any]:
    """What the owner gets at every address: whole pages, and the parts of them that htmx asks for."""
    for page in PAGES:
        at = address(page, house.ids)
        yield browser.get(at)
        yield browser.get(at, headers={"HX-Request": "true"})
        yield browser.get(at + QUERY, headers={"HX-Request": "true"})
    for elsewhere in ("/api/docs", "/no/such/page", "/api/no/such"):
        yield browser.get(elsewhere)


def test_hostile_names_are_text_on_every_page_and_every_page_has_the_strict_policy(
    columns: None, house: House, follow: Callable[[], None], come_in: Callable[..., Client]
) -> None:
    follow()
    found, weak, shown, read = set(), set(), set(), set()
    for answer in answers(come_in(house.owner), house):
        at = answer.request["PATH_INFO"]
        if _is_weak(answer):
            weak.add(f"{at}: {answer.headers.get('Content-Security-Policy')}")
        if answer["Content-Type"].startswith("text/html") and (text := TOKEN.sub("", answer.text)) not in read:
            read.add(text)
            reader = Reader()
            reader.feed(answer.text)
            found |= {f"{at}: {one}" for one in reader.found}
            shown |= {at} if "&lt;img src=x" in answer.text else set()

    assert sorted(found) == []
    assert sorted(weak) == []
    # Else the test would see nothing: each of these pages shows a hostile name.
    assert {
        "/", "/people", f"/people/{house.ids['public_id']}", f"/people/{house.ids['public_id']}/consents", "/segments",
        "/campaigns", "/paper", "/events", "/imports", "/settings/members", "/settings/invitations", "/settings/keys",
        "/settings/sources", "/settings/trail", "/settings/webhooks", "/settings/consent", "/settings/channels/email",
        "/settings/channels/email/domain",
        "/settings/channels/email/pace",
        "/settings/channels/email/mailbox",
    } - shown == set()  # fmt: skip


def _is_weak(answer: Any) -> bool:
    """Allows code inside pages or from elsewhere, or lets the browser guess what something is."""
    policy = answer.headers.get("Content-Security-Policy", "")
    is_lax = "unsafe" in policy or "default-src" not in policy or re.search(r"script-src[^;]*(\*|https?:)", policy)
    return bool(is_lax) or answer.headers.get("X-Content-Type-Options") != "nosniff"
