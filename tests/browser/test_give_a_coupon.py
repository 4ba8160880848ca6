"""Aino writes a coupon on her phone, begins it and gives it to a segment; its page counts who has it."""

from playwright.sync_api import Page, expect

from tests.browser import shop
from tests.browser.server import Server

WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def test_a_coupon_is_written_begun_and_given_to_a_segment(signed_in: Page, server: Server) -> None:
    page = signed_in
    page.set_viewport_size({"width": 390, "height": 844})
    traits = {"likes": "plum tea"}
    shop.send(server, [{"type": "identify", "userId": f"plum-{nth}", "traits": traits} for nth in range(3)])
    plum = shop.api(
        server, "segments", {"name": "Plum tea", "rule": {"trait": "likes", "op": "is", "value": "plum tea"}}
    )
    shop.wait_for_readers(server)

    page.goto("/rewards/new/coupon")
    page.fill("input[name=title]", "A tenth off plum tea")
    page.fill("input[name=name]", "Plum" * 50)  # as long as it may be, and without a space
    page.fill("input[name=percent]", "10")
    expect(page.locator("#seen")).to_contain_text("10% off")
    assert page.evaluate(WIDER) <= 0
    page.get_by_role("button", name="Save as a draft").click()
    page.get_by_role("button", name="Begin").click()

    page.get_by_role("link", name="Give to people").click()
    page.select_option("select[name=segment]", str(plum["id"]))
    expect(page.locator("#count")).to_contain_text("3")
    assert page.evaluate(WIDER) <= 0
    page.get_by_role("button", name="Give", exact=True).click()

    expect(page.locator(".stats").first).to_contain_text("Given3")
    expect(page.locator("main")).to_contain_text("Plum tea")
    assert page.evaluate(WIDER) <= 0
