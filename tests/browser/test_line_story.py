"""Aino connects LINE and hangs up a poster; Fumi scans it, is greeted with a coupon, taps the menu, and is known."""

import re
from collections.abc import Iterator
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.lab import Lab, running
from tests.browser.server import Server, serving
from tests.browser.soon import soon

FUMI = 7


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Of its own: the others' polku has no LINE."""
    with serving(tmp_path_factory.mktemp("line")) as server:
        yield server


@pytest.fixture(scope="module")
def lab() -> Iterator[Lab]:
    with running() as lab:
        yield lab


def test_a_poster_makes_a_friend_who_answers(signed_in: Page, server: Server, lab: Lab) -> None:
    page, account = signed_in, lab.account()

    # The account is entered, tried at once, and LINE told where its webhooks go.
    page.goto("/settings/channels/connect/line")
    page.fill("input[name=title]", "Kahvila")
    page.fill("input[name=channel_id]", account["channel_id"])
    page.fill("input[name=secret]", account["channel_secret"])
    page.get_by_text("Advanced").click()
    page.fill("input[name=api_base]", lab.url)
    page.fill("input[name=data_api_base]", lab.url)
    page.get_by_role("button", name="Connect and check").click()
    expect(page.locator("main h1")).to_have_text("Kahvila")
    expect(page.locator("main")).to_contain_text(account["basic_id"])
    for tab in ("Health", "Access", "New friends", "Audiences"):
        expect(page.locator(".tabs-line").get_by_role("link", name=tab)).to_be_in_viewport(ratio=1)

    # A coupon, which LINE makes within seconds.
    page.goto("/settings/channels/line/kahvila/coupons/new")
    page.fill("input[name=title]", "A free coffee")
    page.locator("input[name=reward][value=free]").check()
    page.fill("input[name=code]", "KAHVI")
    page.get_by_role("button", name="Make it at LINE").click()
    expect(page.locator("main").get_by_role("link", name="A free coffee")).to_be_visible()

    # A poster with a code and a first message of its own, which holds the coupon.
    page.goto("/settings/channels/line/kahvila/sources")
    page.get_by_label("Where it hangs").fill("Shibuya, window")
    page.get_by_role("button", name="Make the code").click()
    address = page.locator("#source-address").inner_text()
    page.locator("#greeting").fill(f"Welcome! Our shop: {lab.url}/phones")
    source = page.url
    page.get_by_role("button", name="a coupon…").click()
    page.locator("#add-coupon").click()
    page.locator(".coupon-field select").select_option(index=1)
    expect(page.locator(".phone-chat")).to_contain_text("A free coffee")
    page.get_by_role("button", name="Say this from now on").click()
    expect(page).to_have_url(source)

    # A menu below the chat, for everybody, of one area.
    page.goto("/settings/channels/line/kahvila/menus/new")
    page.fill("input[name=title]", "Everyday")
    page.set_input_files("input[name=picture]", {"name": "menu.png", "mimeType": "image/png", "buffer": picture()})
    page.locator("input[name=layout][value=one]").check()
    page.get_by_role("button", name="On to the areas").click()
    page.locator("select[name=area-0-kind]").select_option("message")
    page.fill("input[name=area-0-value]", "When are you open?")
    page.get_by_text("Everybody who has no menu of their own").click()
    page.get_by_role("button", name="Save", exact=True).click()

    # Fumi scans it with her phone, adds the account, and is greeted in that poster's words.
    phone = page.context.new_page()
    phone.goto(lab.phone(FUMI))
    name = phone.locator("h1").inner_text()
    phone.get_by_role("button", name="Camera").click()
    phone.get_by_label("Address").fill(address)
    phone.get_by_role("button", name="Open").click()
    phone.get_by_role("dialog").get_by_role("button", name="Add as a friend").click()
    chat = phone.get_by_role("log")
    expect(chat).to_contain_text("Welcome! Our shop", timeout=20_000)

    # She takes the coupon, as she would show it in the store.
    chat.get_by_role("button", name="Get the coupon").click()
    expect(phone.get_by_role("dialog")).to_contain_text("KAHVI")
    phone.get_by_role("dialog").get_by_role("button", name="Close").click()

    # She taps the link, which opens within her phone, and writes.
    chat.get_by_role("link").click()
    expect(phone.frame_locator(".lab-page").get_by_role("heading", name="Phones")).to_be_visible()
    phone.get_by_role("button", name="Close").click()
    expect(phone.locator(".lab-page")).to_be_hidden()
    tap = phone.get_by_role("button", name="When are you open?")
    soon(phone, tap)  # a new menu is shown when the chat is opened again, as with LINE
    tap.click()
    expect(chat.locator(".is-me").last).to_contain_text("When are you open?")
    phone.get_by_label("Write a message").fill("And on Sundays?")
    phone.keyboard.press("Enter")
    expect(chat.locator(".is-me").last).to_contain_text("And on Sundays?")

    # In polku she is a person with a story, and the poster has made a friend.
    page.goto(source)
    expect(page.locator("main")).to_contain_text("New friends")
    soon(page, page.locator(".stats > div", has_text="New friends").locator(".stat-value", has_text=re.compile("^1$")))
    page.goto(f"/people?query={name}")
    soon(page, found := page.locator("main a.person"))
    found.first.click()
    expect(page.locator("main h1")).to_have_text(name)
    soon(page, page.locator("#story", has_text="And on Sundays?"))
    expect(page.locator("#story")).to_contain_text("When are you open?")

    # All friends are told of the sale; she is one of them.
    page.goto("/settings/channels/line/kahvila/broadcasts")
    page.get_by_role("link", name="New broadcast").click()
    page.get_by_label("Name (only your team sees it)").fill("Sale")
    page.get_by_role("button", name="An empty chat").click()
    page.locator("textarea").first.fill("Everything must go")
    page.get_by_role("button", name="Send…").click()
    expect(page.locator("main h1")).to_have_text("Send it?")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator("#broadcast .pill-good")).to_have_text("sent", timeout=20_000)
    expect(chat).to_contain_text("Everything must go")


def picture() -> bytes:
    """As small as a rich menu's picture may be."""
    made = BytesIO()
    Image.new("RGB", (800, 270), "#14795f").save(made, "PNG")
    return made.getvalue()
