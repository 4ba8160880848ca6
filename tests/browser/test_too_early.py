"""A page that was opened before anybody was there: while a demo or an import is still loading."""

from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.browser import shop
from tests.browser.server import serving


def test_a_campaign_begun_before_the_first_people_came_fills_its_preview_by_itself(
    browser: Browser, tmp_path: Path
) -> None:
    with serving(tmp_path) as server, browser.new_context(base_url=server.base_url, locale="en-GB") as context:
        page = context.new_page()
        page.goto("/sign-in?next=/campaigns/new")
        page.fill("input[name=username]", server.owner)
        page.fill("input[name=password]", server.password)
        page.click("button[type=submit]")
        expect(page.locator("#offered")).to_contain_text("Nobody here yet")
        page.fill("textarea[name=body]", "Hello {{ person.first_name }}")

        shop.fill(server, people=40)

        expect(page.locator("#offered button").first).to_be_visible()
        expect(page.locator("#counted .stat-value")).not_to_have_text("0")
        expect(page.locator("textarea[name=body]")).to_have_value("Hello {{ person.first_name }}")
