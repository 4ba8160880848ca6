"""The first hour of a new owner: the team, a colleague, the customers of a file, what they allow, and a first message.

`docs/guide/first-hour.md` tells the same; with PICTURES_IN=en or ja this takes its pictures anew.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.server import Server, serving
from tests.browser.soon import soon

PICTURES = Path(__file__).parents[2] / "docs/img"
LANGUAGE = os.environ.get("PICTURES_IN", "")
CUSTOMERS = """\
Kundennummer;Name;E-Mail;Ort;Zuletzt gesehen
K-001;Aino Korhonen;aino.korhonen@example.com;Helsinki;2026-10-02
K-002;田中 花子;hanako@example.com;東京;2026-10-03
K-003;Émile Dubois;emile@example.com;Lyon;2026-10-05
K-004;Devi Sharma;devi@example.com;Pune;2026-10-09
K-005;Noah Berg;no address;Oslo;2026-11-01
K-006;Sofia Silva;sofia@example.com;Porto;2026-11-02
"""


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Server]:
    """An installation of which nobody has opened a page yet."""
    with serving(tmp_path) as server:
        yield server


@pytest.fixture
def context(browser: Browser, own: Server) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=own.base_url, locale="en-GB", viewport={"width": 1180, "height": 760})
    context.set_default_timeout(30_000)
    yield context
    context.close()


def picture(page: Page, name: str) -> None:
    """For the guide, when it is asked for."""
    if not LANGUAGE:
        return
    _speak(page, LANGUAGE)
    page.mouse.move(0, 0)
    page.reload()
    page.wait_for_timeout(600)
    page.screenshot(path=PICTURES / f"first-hour-{name}.{LANGUAGE}.jpg", type="jpeg", quality=80)
    _speak(page, "en")
    page.reload()


def _speak(page: Page, language: str) -> None:
    page.context.add_cookies([{"name": "django_language", "value": language, "domain": "127.0.0.1", "path": "/"}])


def test_an_owner_sets_up_their_shop(context: BrowserContext, browser: Browser, own: Server, tmp_path: Path) -> None:
    page = context.new_page()
    page.goto("/")
    page.fill("input[name=username]", own.owner)
    page.fill("input[name=password]", own.password)
    page.click("button[type=submit].btn-primary")
    expect(page.get_by_role("heading", name="Home")).to_be_visible()
    picture(page, "home")

    # The team has a name, a currency and a time zone.
    page.goto("/settings")
    page.get_by_label("Name", exact=True).fill("Kahvila Aino")
    page.get_by_label("Currency").select_option("EUR")
    page.locator("#team").get_by_role("button", name="Save").click()
    expect(page.locator(".member-name")).to_contain_text("Kahvila Aino")

    # A colleague comes in by a link and may not see keys.
    page.goto("/settings/invitations")
    page.get_by_label("E-mail", exact=True).fill("eero@kahvila.example")
    page.get_by_role("button", name="Make a link").click()
    link = page.locator("#invitation-link").inner_text()
    page.goto("/settings/members")
    picture(page, "members")
    colleague = _comes_in(browser, own, link)
    assert colleague.goto("/settings/keys").status == 403  # type: ignore[union-attr]
    colleague.goto("/settings")
    expect(colleague.get_by_role("link", name="API keys")).to_have_count(0)
    colleague.context.close()

    # The customers of a file: their columns are recognised, a line that cannot be read does not stop the others.
    file = tmp_path / "customers.csv"
    file.write_text(CUSTOMERS, encoding="utf-8-sig")
    page.goto("/imports/new")
    page.set_input_files("input[name=file]", file)
    page.get_by_role("button", name="Upload").click()
    expect(page.locator("#columns")).to_contain_text("Aino Korhonen")
    picture(page, "columns")
    page.get_by_role("button", name="Dry run").click()
    page.get_by_role("button", name=re.compile("^Import")).click(timeout=60_000)
    expect(page.get_by_role("link", name="See people")).to_be_visible(timeout=60_000)
    picture(page, "imported")
    page.goto("/people")
    soon(page, page.locator("main table tbody tr"), count=5)  # Noah’s address was none

    # One of them, and what is known of them.
    page.get_by_role("link", name="Devi Sharma").first.click()
    expect(page.locator("main h1")).to_have_text("Devi Sharma")
    picture(page, "person")


def _comes_in(browser: Browser, own: Server, link: str) -> Page:
    """Eero follows the link of his invitation and chooses a password."""
    page = browser.new_context(base_url=own.base_url, locale="en-GB").new_page()
    page.goto(link)
    page.fill("input[name=name]", "Eero")
    for field in page.locator("input[type=password]").all():
        field.fill("korvapuusti-ja-kahvi")
    page.locator("button.btn-primary").click()
    page.wait_for_url(lambda url: "invitation" not in url)
    return page
