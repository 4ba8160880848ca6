"""Pages work under a policy that forbids inline script and style; icons are ones that were built."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.house.tree import ROOT, files, templates, text_of

PAGES = [path for path in templates() if path.suffix == ".html" and path.is_relative_to("polku/doors")]
TEMPLATE_TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}")
ICON = re.compile(r"""icons\.svg#([a-z0-9-]+)|\{%\s*icon\s+["']([a-z0-9-]+)["']""")


class _Forbidden(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        line = self.getpos()[0]
        if tag == "style":
            self.found.append(f"{line}: <style>")
        if tag == "script" and "src" not in given and given.get("type") != "application/json":
            self.found.append(f"{line}: <script> without src")
        for name, value in given.items():
            if name == "style" or re.match(r"on[a-z]+$|hx-on", name) or value.strip().startswith("javascript:"):
                self.found.append(f'{line}: {name}="{value}"')


@pytest.mark.parametrize("path", PAGES, ids=str)
def test_no_script_and_no_style_inside_a_page(path: Path) -> None:
    reader = _Forbidden()

    reader.feed(TEMPLATE_TAG.sub(" ", text_of(path)))

    assert [f"{path}:{line}" for line in reader.found] == []


def test_every_icon_that_is_shown_was_built() -> None:
    built = {line.strip() for line in (ROOT / "assets/icons.txt").read_text().splitlines()}
    shown = {
        (name or other, str(path))
        for path in files()
        if path.suffix in {".html", ".py", ".js"} and path.is_relative_to("polku")
        for name, other in ICON.findall(text_of(path))
    }

    assert sorted(f"{path}: {name} (add it to assets/icons.txt)" for name, path in shown if name not in built) == []
