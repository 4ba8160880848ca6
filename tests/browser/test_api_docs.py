"""The API's documentation works under our own security policy."""

from playwright.sync_api import Page, expect

LONG = 60_000  # ms; all addresses are described when the first asks, which takes seconds of a processor that many share


def test_the_documentation_opens_and_health_answers_from_it(page: Page) -> None:
    page.set_default_timeout(LONG)
    page.goto("/api/docs")
    page.locator("#operations-tag-health").click()
    page.locator(".opblock").first.click()
    page.get_by_role("button", name="Try it out").click()
    page.get_by_role("button", name="Execute").click()

    expect(page.locator(".live-responses-table tbody .response-col_status")).to_contain_text("200", timeout=LONG)
