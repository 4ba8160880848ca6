"""Every page works: without an error in the console, without scripts, on a phone, in Japanese and in the dark."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.server import Server
from tests.browser.shot import PAGES

ADDRESSES = [address for name, address in PAGES.items() if name != "not-found"]
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_opens_without_a_complaint(signed_in: Page, address: str) -> None:
    signed_in.goto(address)

    expect(signed_in.locator("main h1").first).to_be_visible()


def test_no_page_is_wider_than_a_phone(signed_in: Page) -> None:
    signed_in.set_viewport_size({"width": 390, "height": 844})
    wide = []
    for address in ADDRESSES:
        signed_in.goto(address)
        if signed_in.evaluate(WIDER) > 0:
            wide.append(address)

    assert wide == []


def test_the_write_key_ends_before_the_button_that_ends_it(signed_in: Page) -> None:
    signed_in.set_viewport_size({"width": 390, "height": 844})
    signed_in.goto("/settings/sources")
    row = signed_in.locator("#sources li").first
    key, button = row.locator("code").bounding_box(), row.locator("summary.btn-link-danger").bounding_box()

    assert key
    assert button
    assert key["x"] + key["width"] <= button["x"]


def test_pages_work_without_scripts(browser: Browser, server: Server) -> None:
    context = browser.new_context(base_url=server.base_url, java_script_enabled=False, locale="en-GB")
    page = context.new_page()
    page.goto("/people?query=nobody")
    page.fill("input[name=username]", server.owner)
    page.fill("input[name=password]", server.password)
    page.click("button.btn-primary")

    expect(page.locator("main")).to_contain_text("Nobody found")
    page.goto("/segments/new")
    page.get_by_role("button", name="Has a trait").click()
    page.select_option('[id="r2.trait"]', "polku.orders")
    page.fill('[id="r2.value"]', "3")
    page.get_by_role("button", name="Count").click()
    expect(page.locator("#found")).to_contain_text("Everyone whose number of orders is 3")
    page.goto("/campaigns/new")
    page.fill("textarea[name=body]", "Moi {{ person.first_name | default: 'you' }}")
    page.get_by_role("button", name="Look").click()
    expect(page.locator(".letter-text")).to_contain_text("Moi ")
    context.close()


def test_the_dark_and_the_language_are_chosen_in_the_menu(signed_in: Page) -> None:
    page = signed_in
    page.locator(".member summary").click()
    page.locator(".member").get_by_role("button", name="Dark").click()
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")

    page.locator(".member summary").click()
    page.locator(".member").get_by_role("button", name="日本語").click()
    expect(page.locator("h1")).to_have_text("ホーム")
    page.keyboard.press("/")
    expect(page.locator(".side-search input")).to_be_focused()

    # Chosen for good, whichever browser they sign in with: the other tests' Aino reads English.
    page.locator(".member summary").click()
    page.locator(".member").get_by_role("button", name="English").click()
    expect(page.locator("h1")).to_have_text("Home")
