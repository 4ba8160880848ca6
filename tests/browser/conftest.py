"""What the browser tests stand on: `server` (a polku of its own), `page` (signed out), `signed_in` (Aino, the owner).

Everything here lives as long as this folder's tests and no longer: Playwright keeps an event loop in its thread, and
Django's database refuses to work beside one.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Response,
    expect,
    sync_playwright,
)

from tests.browser import chromium
from tests.browser.coming_in import sign_in
from tests.browser.server import Server, serving

PATIENCE_MS = 20_000  # six rows of tests share two cores
# htmx says in the console that a question was called back because a newer one has taken its place.
SUPERSEDED = ("htmx:sendAbort", "htmx:afterRequest")
SHOTS = Path(__file__).parents[2] / "shots"


def look(at: Page | Locator, name: str) -> None:
    """A picture for people, where POLKU_TEST_PICTURES asks for them: to take one costs as much as to open a page."""
    if os.environ.get("POLKU_TEST_PICTURES"):
        SHOTS.mkdir(exist_ok=True)
        at.screenshot(path=SHOTS / f"{name}.png")


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    if chromium.where() is None:
        reason = "no Chromium on this machine (on Debian: apt-get install chromium fonts-noto-cjk)"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        browser = chromium.launch(playwright)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("server")) as server:
        yield server


@pytest.fixture
def context(browser: Browser, server: Server) -> Iterator[BrowserContext]:
    """A browser profile as empty as on the first day; English, a laptop's screen."""
    context = browser.new_context(
        base_url=server.base_url, locale="en-GB", timezone_id="UTC", viewport={"width": 1280, "height": 800}
    )
    context.set_default_timeout(PATIENCE_MS)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page that must stay free of errors: a script's failure, a refused resource or a 5xx fails its test."""
    page, troubles = context.new_page(), []

    def on_console(message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(SUPERSEDED):
            troubles.append(f"console: {message.text}")

    def on_response(response: Response) -> None:
        if response.status >= 500:
            troubles.append(f"{response.status}: {response.url}")

    page.on("console", on_console)
    page.on("pageerror", lambda error: troubles.append(f"script: {error}"))
    page.on("response", on_response)
    failed_before = request.session.testsfailed
    yield page
    if request.session.testsfailed > failed_before:
        SHOTS.mkdir(exist_ok=True)
        page.screenshot(path=SHOTS / f"failed-{request.node.name}.png", full_page=True)
    assert troubles == []


@pytest.fixture
def signed_in(page: Page, server: Server) -> Page:
    sign_in(page, server)
    return page
