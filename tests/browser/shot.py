"""Pictures of every page, to be looked at: `python -m tests.browser.shot [PAGE …]`, or `./do shot`.

Desktop and phone, light and dark, into `shots/` (not kept by git). Starts a polku of its own with made-up customers, or
looks at a running one: `--url http://127.0.0.1:8600 --email aino@kahvila.example --password …`.
"""

import argparse
import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import django
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser import chromium, crawl, rooms, shop
from tests.browser.server import Server, serving

SHOTS = Path(__file__).parents[2] / "shots"
SCREENS = {"desktop": (1280, 800), "phone": (390, 844)}
THEMES = ("light", "dark")


@dataclass(frozen=True)
class Where:
    base_url: str
    email: str
    password: str
    own: Server | None = None  # filled by us, so that more may be made in it


BUILT = {
    "all": [
        {"did": "Order Completed", "within": "30d", "count": {"gte": 2},
         "where": [{"prop": "products[].name", "op": "in", "value": ["Moka pot", "Cinnamon roll"]}]},
        {"any": [{"trait": "city", "op": "is", "value": "Turku"}, {"not": {"did": "Message Opened", "within": "7d"}}]},
    ]
}  # fmt: skip
# Pages in states worth a look; all others are found by following links.
PAGES = {
    "home": "/",
    "people": "/people",
    "people-found": "/people?query=ko",
    "people-nobody": "/people?query=qqqq",
    "segments": "/segments",
    "segment-new": "/segments/new",
    "segment-built": "/segments/new?rule=" + quote(json.dumps(BUILT)),
    "segment-list-new": "/segments/lists/new",
    "segment-overlaps": "/segments/overlaps",
    "campaigns": "/campaigns",
    "campaign-new": "/campaigns/new",
    "paper": "/paper",
    "imports": "/imports",
    "import-new": "/imports/new",
    "events": "/events?paused=1",
    "refused": "/events/refused",
    "sources": "/events/sources",
    "settings": "/settings",
    "settings-email": "/settings/channels/email",
    "webhooks": "/settings/webhooks",
    "search": "/search?query=ko",
    "keys": "/keys",
    "not-found": "/people/nobody",
}


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("pages", nargs="*")
    for name in ("--url", "--email", "--password"):
        asked.add_argument(name)
    asked.add_argument("--language", default="en-GB")
    asked.add_argument("--screen", choices=list(SCREENS))
    asked.add_argument("--theme", choices=THEMES)
    given = asked.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "polku.settings")
    django.setup()
    SHOTS.mkdir(exist_ok=True)
    with _where(given) as where, sync_playwright() as playwright:
        browser = chromium.launch(playwright)
        for screen in [given.screen] if given.screen else SCREENS:
            for theme in [given.theme] if given.theme else THEMES:
                _shoot(browser, where, screen=screen, theme=theme, language=given.language, only=given.pages)
        browser.close()


@contextmanager
def _where(given: argparse.Namespace) -> Iterator[Where]:
    if given.url:
        yield Where(given.url, given.email, given.password)
        return
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder)) as server:
        shop.fill(server)
        shop.campaign(server)
        yield Where(server.base_url, server.owner, server.password, server)


def _shoot(browser: Browser, where: Where, *, screen: str, theme: str, language: str, only: list[str]) -> None:
    width, height = SCREENS[screen]
    scheme = "dark" if theme == "dark" else "light"
    context = browser.new_context(
        base_url=where.base_url,
        locale=language,
        color_scheme=scheme,  # type: ignore[arg-type]  # one of the two words it wants
        viewport={"width": width, "height": height},
    )
    page = context.new_page()
    page.goto("/sign-in")
    if not only or "sign-in" in only:
        _take(page, "sign-in", screen, theme)
    page.fill("input[name=username]", where.email)
    page.fill("input[name=password]", where.password)
    page.click("button[type=submit].btn-primary")
    page.wait_for_url(lambda url: "/sign-in" not in url)
    made = _made(page, where)
    for name, address in (PAGES | made).items():
        if not only or name in only:
            page.goto(address)
            _take(page, name, screen, theme)
    for name, address in crawl.every_page(page).items():
        slug = name.replace(" ", "-")
        if address not in (PAGES | made).values() and (not only or slug in only):
            page.goto(address)
            _take(page, slug, screen, theme)
    context.close()


_furnished: dict[str, str] = {}


def _made(page: Page, where: Where) -> dict[str, str]:
    """Made once, for all looks; nothing is made in a polku that was running before."""
    if where.own is not None and not _furnished:
        _furnished.update(rooms.furnish(page, where.own))
    return _furnished


def _take(page: Page, name: str, screen: str, theme: str) -> None:
    page.wait_for_load_state("load")
    page.wait_for_timeout(250)
    page.screenshot(path=SHOTS / f"{name}-{screen}-{theme}.png", full_page=True)


if __name__ == "__main__":
    main()
