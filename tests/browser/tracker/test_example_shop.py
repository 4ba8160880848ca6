"""The example shop of the guide, as somebody who reads it tries it."""

import functools
import shutil
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.server import Server
from tests.browser.shop import wait_for_readers
from tests.browser.tracker.conftest import Arrived

EXAMPLE = Path(__file__).parents[3] / "docs/guide/example-shop"


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture
def example(server: Server, tmp_path: Path) -> Iterator[str]:
    """The folder of the guide, with the key written into it as the guide says, and served."""
    folder = shutil.copytree(EXAMPLE, tmp_path / "shop")
    for page in folder.glob("*.html"):
        told = page.read_text().replace("YOUR-WRITE-KEY", server.write_key)
        page.write_text(told.replace("http://127.0.0.1:8600", server.base_url))
    listening = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=listening.serve_forever, args=(0.02,))
    thread.start()
    yield f"http://127.0.0.1:{listening.server_address[1]}"
    listening.shutdown()
    thread.join()
    listening.server_close()


def test_what_one_does_in_the_example_shop_is_seen_in_events_and_on_the_person(
    example: str, visitor: BrowserContext, signed_in: Page, server: Server, arrived: Arrived
) -> None:
    page = visitor.new_page()
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.goto(f"{example}/?utm_source=guide")
    page.click("[data-answer=yes]")
    page.click("text=Birch tea")
    page.click("[data-add]")
    page.click("nav >> text=Cart")
    page.fill("[name=name]", "Devi Rao")
    page.fill("#order [name=email]", "devi.rao@kahvila.example")
    page.click("text=Order")
    page.wait_for_url("**/thanks.html")
    arrived.named("Order Completed")
    arrived.named("Page Viewed", least=4)
    wait_for_readers(server)

    names = ["Page Viewed", "Product Viewed", "Product Added", "Cart Viewed", "Checkout Started", "Identified"]
    assert set(names) < set(arrived.names())
    [added] = arrived.named("Product Added")
    [ordered] = arrived.named("Order Completed")
    assert added.properties["price"] == ordered.properties["revenue"] == 7.5
    assert arrived.named("Form Submitted")[0].properties["values"] == {"delivery": "Pick up"}
    assert troubles == []
    signed_in.goto("/events?paused=1")
    expect(signed_in.locator("main")).to_contain_text("Devi Rao")
    signed_in.goto("/people?query=devi.rao")
    signed_in.click("table a.person")
    expect(signed_in.locator("main")).to_contain_text("€7.50")
    expect(signed_in.locator("main")).to_contain_text("Birch tea")


def test_who_says_no_is_left_alone(example: str, visitor: BrowserContext, arrived: Arrived) -> None:
    page = visitor.new_page()
    page.goto(example)
    page.click("[data-answer=no]")
    page.click("[data-add] >> nth=0")
    page.wait_for_timeout(800)

    assert arrived.all() == []
    assert [key for key in page.evaluate("Object.keys(localStorage)") if key.startswith("polku")] == []
