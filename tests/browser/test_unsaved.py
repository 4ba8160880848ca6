"""Words that are not kept yet are not lost by leaving."""

from playwright.sync_api import Dialog, Page, expect


def test_leaving_a_campaign_that_is_not_saved_asks_first(signed_in: Page) -> None:
    page, asked = signed_in, []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    page.goto("/campaigns/new")
    page.locator("main .crumb").click()
    page.wait_for_url("**/campaigns")

    page.goto("/campaigns/new")
    page.fill("textarea[name=body]", "Hello, dear customer")
    page.locator("main .crumb").click()
    page.wait_for_timeout(300)
    assert (asked, page.url.endswith("/campaigns/new")) == (["beforeunload"], True)
    expect(page.locator("textarea[name=body]")).to_have_value("Hello, dear customer")

    page.fill("main input[name=name]", "Spring")
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/edit")
    page.locator("main .crumb").click()
    page.wait_for_url("**/campaigns")
    assert asked == ["beforeunload"]
