"""From a campaign to the builder and back, and a segment's menu where it can be seen, also on a phone."""

import re

from playwright.sync_api import Page, ViewportSize, expect

PHONE, LAPTOP = ViewportSize(width=390, height=844), ViewportSize(width=1280, height=800)


def test_a_segment_is_made_on_the_way_and_put_away_later(signed_in: Page) -> None:
    page = signed_in
    page.goto("/campaigns/new")
    page.fill("main input[name=name]", "Winter tea")
    page.fill("textarea[name=body]", "Half a sen")

    page.get_by_role("button", name="New conditions…").click()
    page.get_by_role("button", name=re.compile("^Slipping away")).click()
    expect(page.locator("#name")).to_have_value("Slipping away")
    page.locator("#save").click()

    expect(page).to_have_url(re.compile(r"/campaigns/new\?waiting="))
    expect(page.locator("textarea[name=body]")).to_have_value("Half a sen")
    expect(page.locator("select[name=segment] option:checked")).to_contain_text("Slipping away")
    expect(page.locator("input[name=audience][value=segment]")).to_be_checked()

    page.goto("/segments")
    page.get_by_role("link", name="Slipping away").click()
    for size in (PHONE, LAPTOP):
        page.set_viewport_size(size)
        page.locator(".act-menu > summary").click()
        expect(page.get_by_role("button", name="Put into the archive")).to_be_in_viewport(ratio=1)
        page.keyboard.press("Escape")
    page.locator(".act-menu > summary").click()
    page.get_by_role("button", name="Put into the archive").click()
    expect(page.locator("main")).to_contain_text("is in the archive")

    page.goto("/segments?show=archived")
    expect(page.locator("#segments")).to_contain_text("Slipping away")
