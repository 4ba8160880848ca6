"""Developers who integrate look at this page all day."""

from playwright.sync_api import Page, expect

from tests.browser import shop
from tests.browser.server import Server


def test_an_event_shows_by_itself_and_opens(signed_in: Page, server: Server) -> None:
    page = signed_in
    page.goto("/events")
    event = {"type": "track", "event": "Sip Taken", "userId": "devi", "properties": {"cup": "<b>blue</b>"}}

    shop.send(server, [event])

    row = page.locator(".tail details").first
    expect(row).to_contain_text("Sip Taken")
    row.locator("summary .name").click()
    expect(row.locator("pre")).to_contain_text("<b>blue</b>")


def test_a_paused_tail_stands_still(signed_in: Page, server: Server) -> None:
    page = signed_in
    page.goto("/events")
    page.get_by_role("link", name="Pause").click()
    expect(page.get_by_role("link", name="Go on")).to_be_visible()

    shop.send(server, [{"type": "track", "event": "Cup Broken", "userId": "devi"}])
    page.wait_for_timeout(1_500)

    expect(page.locator(".tail", has_text="Cup Broken")).to_have_count(0)


def test_what_was_refused_is_shown_with_its_reason(signed_in: Page, server: Server) -> None:
    page = signed_in
    shop.send(server, [{"type": "track", "event": "Later", "userId": "devi", "timestamp": "2099-01-01T00:00:00Z"}])

    page.goto("/events/refused")
    page.locator(".refusals summary").first.click()

    expect(page.locator(".refusals details").first).to_contain_text("ahead of the server's clock")
    expect(page.locator(".refusals pre").first).to_contain_text("2099-01-01")
