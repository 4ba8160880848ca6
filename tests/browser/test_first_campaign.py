"""Aino signs in, finds a person, picks an audience, writes, previews, sends, and sees that it arrived."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser import shop
from tests.browser.server import Server, serving


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A shop to which nobody has come yet: people are counted here."""
    with serving(tmp_path_factory.mktemp("first-campaign")) as server:
        yield server


def test_aino_sends_their_first_campaign(signed_in: Page, server: Server) -> None:
    page = signed_in
    shop.fill(server, people=40)

    page.goto("/")
    expect(page.get_by_role("heading", name="Home")).to_be_visible()
    expect(page.locator("main a.stat-value").first).to_have_text("40")

    # They are found while one writes.
    page.goto("/people")
    page.locator("main input[name=query]").click()
    page.keyboard.type("customer7@")
    page.keyboard.press("End")
    expect(page.locator("main table tbody tr")).to_have_count(1)
    page.locator("main a.person").click()
    expect(page.locator("main h1")).not_to_be_empty()
    expect(page.locator("#story")).to_contain_text("Told us about themselves")

    # An audience, counted while the numbers change.
    page.goto("/segments/new")
    page.get_by_role("button", name="Did something").click()
    page.get_by_label("Event").select_option("Order Completed")
    page.get_by_label("When").select_option("within")
    page.get_by_label("Length of time").fill("365")
    expect(page.locator("#found")).to_contain_text("bought in the last 365 days")
    count = page.locator("#found .stat-value").inner_text()
    page.fill("main input[name=name]", "Buyers")
    page.get_by_role("button", name="Save the segment").click()
    page.get_by_role("link", name="Write to them").click()

    # A message; the preview follows, problems are told at their line.
    page.fill("main input[name=name]", "Winter coffee")
    page.fill("input[name=subject]", "For {{ person.first_name }}")
    page.fill("textarea[name=body]", "Hello {{ person.first_name }\n")
    expect(page.locator("#preview")).to_contain_text("Line 1")
    page.fill("textarea[name=body]", "Hello ")
    page.locator("textarea[name=body]").press("End")
    page.locator(".merge-fields button").first.click()
    reader = page.locator("#preview .faces button").nth(1).inner_text().split("\n")[-1]
    page.locator("#preview .faces button").filter(has_text=reader).click()
    expect(page.locator("#preview .card-head .quiet")).to_contain_text(reader)
    expect(page.locator("#preview .letter-text")).to_contain_text(f"Hello {reader.split()[0]}")

    # Asked once more, with the number; then the page fills.
    page.get_by_role("button", name="Send now").click()
    expect(page.locator("main .stat-value").first).to_have_text(count)
    page.get_by_role("button", name=re.compile("^Send to")).click()
    expect(page.locator("#live")).to_contain_text("Done", timeout=30_000)
    expect(page.locator("#live .legend a").nth(1)).to_have_text(count)

    # Every one of them has it on their page.
    name = page.locator("#to a.person .person-name").first.inner_text()
    page.locator("#to a.person").first.click()
    expect(page.locator("main h1")).to_have_text(name)
    expect(page.locator("main")).to_contain_text("Winter coffee")
    shop.wait_for_readers(server)
    page.reload()
    expect(page.locator("#story")).to_contain_text("Was sent a message")
    page.get_by_role("link", name="Read it").click()
    expect(page.locator(".letter-text")).to_have_count(1)
