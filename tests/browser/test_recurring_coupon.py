"""Aino plans a coupon for every second Friday and finds it in the calendar."""

from playwright.sync_api import Page, expect


def test_aino_plans_a_recurring_coupon(signed_in: Page) -> None:
    page = signed_in
    page.goto("/campaigns/new")
    page.fill("main input[name=name]", "Second cup")
    page.fill("textarea[name=body]", "This Friday your second cup is on us.")
    page.get_by_role("button", name="Send now").click()

    # The exact instant of a time is told while it is chosen.
    page.get_by_label("Later").check()
    page.fill("input[name=day]", "2099-06-05")
    page.fill("input[name=time]", "11:00")
    expect(page.locator(".instant")).to_contain_text("June 5, 2099 (Friday) 11:00")

    page.get_by_role("link", name="Again and again").click()
    page.fill("input[name=every]", "2")
    for day in page.locator("[name=days]:checked").all():
        day.uncheck()
    page.get_by_label("Friday", exact=True).check()
    expect(page.locator("#next")).to_contain_text("Every 2 weeks on Friday at 11:00")
    expect(page.locator("#next .rows > li")).to_have_count(5)
    page.get_by_role("button", name="Begin").click()

    expect(page.get_by_role("heading", name="Second cup")).to_be_visible()
    expect(page.locator("main")).to_contain_text("again and again")
    page.get_by_role("link", name="Plan", exact=True).first.click()
    page.get_by_role("link", name="List", exact=True).click()
    expect(page.locator(".plan-list li").filter(has_text="Second cup").first).to_be_visible()
