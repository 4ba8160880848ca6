"""Aino tells their stock program of orders: made, tried, and an order that arrives by itself."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.act.webhooks.receiver import receiver, verified
from tests.browser.server import OWNER, Server
from tests.browser.shop import send
from tests.browser.soon import soon
from tests.program import Program


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Server]:
    """A polku that may speak to receivers on this machine."""
    program = Program(tmp_path, {"POLKU_ALLOW_PRIVATE_ADDRESSES": "yes"})
    keys = program.init(OWNER)
    program.start()
    yield Server(program.url, tmp_path, keys["owner"], keys["password"], keys["write_key"], keys["api_key"])
    program.stop()


@pytest.fixture
def aino(house: Server, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(base_url=house.base_url, locale="en-GB")
    page = context.new_page()
    page.goto("/sign-in")
    page.fill("input[name=username]", house.owner)
    page.fill("input[name=password]", house.password)
    page.click("button[type=submit].btn-primary")
    page.wait_for_url(lambda url: "/sign-in" not in url)
    yield page
    context.close()


def test_an_order_reaches_the_stock_program_signed(house: Server, aino: Page) -> None:
    with receiver() as stock:
        aino.goto("/settings/webhooks")
        aino.fill("input[name=name]", "Stock")
        aino.fill("input[name=url]", stock.url)
        aino.click("[data-insert^='Order Completed']")
        aino.click("text=Make the webhook")
        secret = aino.locator("#new-secret").inner_text()
        aino.click("#webhooks >> text=Stock")
        aino.click("text=Send a test")
        expect(aino.locator("#deliveries li").first).to_contain_text("delivered")

        order = {"type": "track", "event": "Order Completed", "userId": "devi", "messageId": "o1"}
        send(house, [order | {"properties": {"order_id": "1001", "revenue": 12.5}}])
        delivered = aino.locator("#deliveries li", has_text="delivered")
        soon(aino, delivered, count=2)

        expect(delivered.first).to_contain_text("Order Completed")
        assert [told["type"] for told in stock.told] == ["polku.test", "Order Completed"]
        assert all(verified(secret, headers, body) for headers, body in stock.came)
