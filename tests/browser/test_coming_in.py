"""A story in a real browser: Aino invites Bo, who joins, sets up a second step, and comes in with it."""

from collections.abc import Iterator

import pyotp
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.server import Server

PASSWORD = "kissat istuvat ikkunalla"


@pytest.fixture
def another(browser: Browser, server: Server) -> Iterator[BrowserContext]:
    """Bo's phone."""
    context = browser.new_context(base_url=server.base_url, locale="en-GB", viewport={"width": 390, "height": 844})
    yield context
    context.close()


def test_who_is_invited_joins_and_signs_in_with_a_second_step(signed_in: Page, another: BrowserContext) -> None:
    signed_in.goto("/settings/members")
    signed_in.get_by_role("link", name="Invite somebody").click()
    signed_in.get_by_label("E-mail").fill("bo@kahvila.example")
    signed_in.get_by_label("Viewer").check()
    signed_in.get_by_role("button", name="Make a link").click()
    link = signed_in.locator("#invitation-link").inner_text().strip()

    page = another.new_page()
    page.goto(link)
    expect(page.get_by_text("has invited you as viewer")).to_be_visible()
    page.get_by_label("Your name").fill("Bo")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Join").click()
    page.wait_for_url("/")

    page.goto("/account/second-factor")
    picture = page.get_by_role("img", name="QR code")
    assert picture.evaluate("image => image.complete && image.naturalWidth > 100")
    page.get_by_text("Type the key instead").click()
    app = pyotp.TOTP(page.locator(".by-hand pre").inner_text().replace(" ", ""))
    page.get_by_label("Code").fill(app.now())
    page.get_by_role("button", name="Switch it on").click()
    codes = page.locator("#codes").inner_text().split()
    assert len(codes) == 10

    another.clear_cookies()
    page.goto("/sign-in")
    page.get_by_label("E-mail").fill("bo@kahvila.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("/sign-in/second")
    page.get_by_label("Code").fill(codes[0])
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("/")

    page.goto("/account")
    expect(page.locator("#sign-ins li")).to_have_count(2)
    page.get_by_role("button", name="Sign out everywhere but here").click()
    expect(page.locator("#sign-ins li")).to_have_count(1)


def test_a_forgotten_password_leads_somewhere_without_a_mail_server(page: Page) -> None:
    page.goto("/sign-in")
    page.get_by_role("link", name="Forgotten?").click()

    expect(page.get_by_text("polku user reset-password")).to_be_visible()
