"""On a phone the settings' menu is a strip that begins where one is."""

from playwright.sync_api import Page, expect


def test_the_strip_shows_where_one_is(signed_in: Page) -> None:
    page = signed_in
    page.set_viewport_size({"width": 390, "height": 844})

    page.goto("/settings/trail")

    expect(page.locator(".settings-menu [aria-current]")).to_be_in_viewport(ratio=1)
    # … and fades where there is more of it.
    expect(page.locator(".settings-menu")).to_have_attribute("data-further", "start")
    assert page.evaluate("scrollY") == 0
