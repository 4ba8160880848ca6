"""Names that mean harm are shown as text on every page, and no page carries code or style of its own."""

import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client

from polku.doors.web.policy import POLICY
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


@pytest.fixture
def answers(
    columns: None, house: House, follow: Callable[[], None], come_in: Callable[..., Client]
) -> Callable[[], Iterator[Any]]:
    """What the owner gets at every address: whole pages, and the parts of them that htmx asks for."""
    follow()

    def run() -> Iterator[Any]:
        browser = come_in(house.owner)
        for page in PAGES:
            at = address(page, house.ids)
            for query in ("", "?query=img&text=img&before=9999999999999&since=2020-01-01"):
                for headers in ({}, {"HX-Request": "true"}):
                    yield browser.get(at + query, headers=headers)
        for elsewhere in ("/api/docs", "/no/such/page", "/api/no/such"):
            yield browser.get(elsewhere)

    return run


def test_no_page_carries_code_or_style_or_a_name_that_became_one(answers: Callable[[], Iterator[Any]]) -> None:
    found, read = [], 0
    for answer in answers():
        if answer["Content-Type"].startswith("text/html"):
            reader = Reader()
            reader.feed(answer.text)
            read += 1
            found += [f"{answer.request['PATH_INFO']}: {one}" for one in reader.found]

    assert sorted(set(found)) == []
    assert read > len(PAGES)


def test_every_page_has_the_strict_policy(answers: Callable[[], Iterator[Any]]) -> None:
    weak = set()
    for answer in answers():
        policy = answer.headers.get("Content-Security-Policy", "")
        if "unsafe" in policy or "default-src" not in policy or re.search(r"script-src[^;]*(\*|https?:)", policy):
            weak.add(f"{answer.request['PATH_INFO']}: {policy or 'none'}")
        if answer["X-Content-Type-Options"] != "nosniff":
            weak.add(f"{answer.request['PATH_INFO']}: may be sniffed")

    assert sorted(weak) == []
    assert "unsafe" not in POLICY


def test_the_names_are_there_as_text(answers: Callable[[], Iterator[Any]]) -> None:
    """Else the tests above would see nothing: each of these pages shows a hostile name."""
    shown = {
        answer.request["PATH_INFO"]
        for answer in answers()
        if answer["Content-Type"].startswith("text/html") and "&lt;img src=x" in answer.text
    }

    assert {"/", "/people", "/segments", "/campaigns", "/events", "/settings/members", "/settings/keys",
            "/settings/sources", "/settings/trail"} <= shown  # fmt: skip
