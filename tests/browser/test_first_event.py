"""The first event of a new house: the empty page steps aside by itself."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser import shop
from tests.browser.server import serving


def test_the_first_event_takes_the_place_of_the_advice(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder: Path = tmp_path_factory.mktemp("new-house")
    with serving(folder) as server:
        page = browser.new_page(base_url=server.base_url)
        page.goto("/sign-in?next=/events")
        page.fill("input[name=username]", server.owner)
        page.fill("input[name=password]", server.password)
        page.click("button.btn-primary")
        expect(page.locator("main")).to_contain_text("No event yet")

        shop.send(server, [{"type": "track", "event": "Door Opened", "userId": "aino"}])

        expect(page.locator(".tail")).to_contain_text("Door Opened")
        expect(page.locator("main")).not_to_contain_text("No event yet")
        page.close()
