"""A phone of the lab in the hands of its owner: everything one can do there, and nobody is shut out."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.lab import Lab, running

AINO = 3
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}}
MESSAGES: list[dict[str, Any]] = [
    {
        "type": "template",
        "altText": "A table for you",
        "template": {
            "type": "buttons",
            "text": "A table for you?",
            "actions": [
                {"type": "datetimepicker", "label": "Choose a day", "data": "book", "mode": "date"},
                {"type": "postback", "label": "Not now", "data": "later", "displayText": "Another time"},
            ],
        },
    },
    {
        "type": "text",
        "text": "Or tell us more",
        "quickReply": {
            "items": [
                {
                    "type": "action",
                    "action": {"type": "message", "label": "Opening hours", "text": "When are you open?"},
                },
                {"type": "action", "action": {"type": "location", "label": "Where I am"}},
            ]
        },
    },
]


@pytest.fixture(scope="module")
def lab() -> Iterator[Lab]:
    with running(friends=10) as lab:
        yield lab


def test_everything_one_can_do_on_a_phone(page: Page, lab: Lab) -> None:
    page.goto(lab.phone(AINO))
    chat = page.get_by_role("log")
    mine = chat.locator(".is-me")
    lab.push(AINO, MESSAGES)

    # What was sent is there without asking; quick replies go when one of them is tapped.
    page.get_by_role("button", name="Opening hours").click()
    expect(mine.last).to_contain_text("When are you open?")
    expect(page.get_by_role("button", name="Where I am")).to_have_count(0)

    # A date is picked; a button says its text.
    page.get_by_role("button", name="Choose a day").click()
    page.get_by_label("Date and time").fill("2026-12-24")
    page.get_by_role("button", name="Choose", exact=True).click()
    page.get_by_role("button", name="Not now").click()
    expect(mine.last).to_contain_text("Another time")

    # A sticker, a place, a picture.
    page.get_by_role("button", name="More", exact=True).last.click()
    page.get_by_role("button", name="Sticker").click()
    page.get_by_role("button", name="Sticker 446 / 1988").click()
    expect(mine.last.get_by_role("img", name="Sticker 446 / 1988")).to_be_visible()
    page.locator(".lab-compose").get_by_role("button", name="More").click()
    page.get_by_role("button", name="Location").click()
    page.get_by_role("button", name="Kahvila Ekimae").click()
    expect(mine.last).to_contain_text("Kahvila Ekimae")
    page.set_input_files("input[type=file]", {"name": "a.png", "mimeType": "image/png", "buffer": PNG})
    expect(mine.last.get_by_role("img", name="Photo")).to_be_visible()

    # Own words are changed and taken back.
    page.get_by_label("Write a message").fill("Tow cups")
    page.keyboard.press("Enter")
    expect(mine.last).to_contain_text("Tow cups")
    mine.last.get_by_role("button", name="More").click()
    page.get_by_label("Edit").fill("Two cups")
    page.get_by_role("button", name="Save").click()
    expect(mine.last).to_contain_text("Two cups")
    expect(mine.last).to_contain_text("Edited")
    mine.last.get_by_role("button", name="More").click()
    page.get_by_role("button", name="Unsend").click()
    expect(chat.locator(".phone-note").last).to_contain_text("unsent")

    # The account is blocked, and back again.
    page.locator(".phone-head").get_by_role("button", name="More").click()
    page.get_by_role("button", name="Block", exact=True).click()
    expect(page.locator(".lab-state")).to_contain_text("You have blocked this account")
    lab.push(AINO, [{"type": "text", "text": "Are you still there?"}])
    page.get_by_role("button", name="Unblock").click()
    expect(page.locator(".lab-state")).to_be_hidden()
    expect(chat).not_to_contain_text("Are you still there?")


def test_the_phones_are_accessible(page: Page, lab: Lab) -> None:
    lab.push(5, MESSAGES)

    for address in (f"{lab.url}/phones", lab.phone(5)):
        page.emulate_media(color_scheme="dark" if address.endswith("5") else "light")
        page.goto(address)
        expect(page.get_by_text("Or tell us more").first).to_be_visible()
        found = Axe().run(page, options=RULES)
        assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found.response["violations"]] == []


@pytest.fixture
def card(lab: Lab) -> Iterator[str]:
    """A shop's page that greets whoever opens it inside LINE. Its address as a LIFF app."""
    page = f"""<!doctype html><title>Card</title><h1></h1><button>Done</button>
        <script src="{lab.url}/liff/sdk.js"></script><script type="module">
        await liff.init({{ liffId: "any" }});
        document.querySelector("h1").textContent = `Hello, ${{(await liff.getProfile()).displayName}}`;
        document.querySelector("button").onclick = async () => {{
          await liff.sendMessages([{{ type: "text", text: "I have my card" }}]);
          liff.closeWindow();
        }};</script>"""

    class Shop(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(page.encode())

        def log_message(self, *_said: object) -> None:
            """Quietly."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Shop)
    Thread(target=server.serve_forever, daemon=True).start()
    yield lab.make_liff(f"http://127.0.0.1:{server.server_port}/card")
    server.shutdown()


def test_a_page_inside_line_knows_who_looks_at_it(page: Page, lab: Lab, card: str) -> None:
    page.goto(lab.phone(7))
    name = page.get_by_role("heading", level=1).inner_text()
    page.get_by_role("button", name="Camera").click()
    page.get_by_label("Address").fill(card)
    page.get_by_role("button", name="Open").click()
    within = page.frame_locator(".lab-page")
    expect(within.get_by_role("heading")).to_have_text(f"Hello, {name}")

    within.get_by_role("button", name="Done").click()

    expect(page.locator(".lab-page")).to_be_hidden()
    expect(page.get_by_role("log").locator(".is-me").last).to_contain_text("I have my card")


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108020000009077"
    "53de0000000c4944415408d763f8cfc000000301010018dd8db00000000049454e44ae426082"
)
