"""Aino writes a chat for LINE, looks at it as its reader, sends a test to a colleague's phone, then sends it off."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import FilePayload, Page, Position, Route, expect

from tests.browser import axe, shop
from tests.browser.conftest import look
from tests.browser.kinds import PICTURES, chats
from tests.browser.lab import Lab, running
from tests.browser.phone.stage import SIZE, png
from tests.browser.server import Server, serving
from tests.browser.soon import soon

LONG = 30_000  # ms; a test goes to LINE and back to a phone
FUMI, EMILE = 7, 8
# What the renderer has made of each message: names, looks, words, and what is fetched or opened.
DRAWN = """(rows) => {
    const ATTRIBUTES = ["class", "src", "href", "alt", "aria-label", "style", "role"];
    const told = (one) => one.nodeType !== Node.ELEMENT_NODE ? one.data
        : one.matches(".phone-coupon") ? "a coupon" // what it says is LINE's own, and mirrored now and then
        : [one.localName, ...ATTRIBUTES.map((name) => one.getAttribute(name)), ...[...one.childNodes].map(told)];
    return rows.map((row) => told(row.querySelector(".phone-line").firstElementChild));
}"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Of its own: the others' polku has no LINE."""
    with serving(tmp_path_factory.mktemp("chat")) as server:
        yield server


@pytest.fixture(scope="module")
def lab(server: Server) -> Iterator[Lab]:
    """A LINE whose account this polku has connected."""
    with running() as lab:
        account = lab.account()
        shop.api(server, "channels", {
            "name": "kahvila", "title": "Kahvila", "channel_id": account["channel_id"],
            "secret": account["channel_secret"], "api_base": lab.url, "data_api_base": lab.url, "set_webhook": True,
        })  # fmt: skip
        yield lab


def test_aino_writes_a_chat_tests_it_and_sends_it(signed_in: Page, server: Server, lab: Lab) -> None:
    page = signed_in
    phone, name = _becomes_a_friend(page, lab, server)

    # A layout to begin with, drawn on a phone.
    page.goto("/campaigns/new")
    page.fill("main input[name=name]", "New beans")
    page.locator("input[name=audience][value=everybody]").check()
    page.get_by_role("button", name="LINE · Kahvila").click()
    page.get_by_role("button", name="A coupon").click()
    seen = page.locator(".chat-seen .phone-chat")
    expect(seen).to_contain_text("WELCOME20")

    # A text above it, with a fact and a count as LINE counts; a tap says what it would do.
    page.locator("#add-text").click()
    text = page.locator("#blocks > .blocks > .block").nth(1)
    expect(text.locator("textarea").first).to_be_focused()
    page.keyboard.type("Hello 🍎 ")
    text.locator("textarea").first.evaluate("field => field.style.height = '9rem'")  # pulled larger, by its corner
    page.get_by_label("Insert a fact of the person").select_option(value="{{ person.name }}")
    expect(text.locator("output").first).to_have_text("9+ / 5,000")
    expect(seen).to_contain_text(f"Hello 🍎 {name}")
    text.locator("textarea").first.press("Alt+ArrowUp")
    expect(page.locator("#blocks > .blocks > .block").first).to_contain_text("Hello")
    seen.get_by_role("button", name="Copy the code").click()
    expect(page.locator("[data-told]")).to_have_text("Copies “WELCOME20”")

    # Areas are drawn on a picture, and moved by keys.
    page.locator("#add-imagemap").click()
    picture = page.locator("#blocks > .blocks > .block").last
    file: FilePayload = {"name": "shelves.png", "mimeType": "image/png", "buffer": png(104, 104)}
    picture.locator("[name$='.src.file']").set_input_files(file)
    drawn = picture.get_by_role("group", name="The picture with its areas")
    areas = drawn.locator("[data-area]")
    areas.press("Shift+ArrowUp")
    expect(picture.get_by_label("Height", exact=True)).to_have_value("510")
    expect(page.locator(".htmx-request, .htmx-swapping, .htmx-settling")).to_have_count(0)  # nothing comes in between
    box = drawn.bounding_box()
    assert box is not None
    start: Position = {"x": box["width"] * 0.25, "y": box["height"] * 0.6}
    end: Position = {"x": box["width"] * 0.75, "y": box["height"] * 0.9}
    drawn.drag_to(drawn, source_position=start, target_position=end)  # which waits until nothing moves any more
    expect(areas).to_have_count(2)
    assert int(picture.get_by_label("Width", exact=True).last.input_value()) in range(510, 530)
    picture.locator("> .block-acts").get_by_role("button", name="Remove").click()
    expect(page.locator("#undo")).to_be_focused()

    # Flex is changed as text; a mistake is told by its line, and removed with what it is in.
    page.locator("#add-flex").click()
    page.locator("textarea.is-code").last.fill('{"type": "bubble",\n "body": }')
    page.locator("#add-buttons").click()
    expect(page.locator(".form-error", has_text="Line 2")).to_be_visible()
    blocks = page.locator("#blocks > .blocks > .block")
    for left in (3, 2):
        blocks.last.locator("> .block-acts").get_by_role("button", name="Remove").click()
        expect(blocks).to_have_count(left)
        expect(page.get_by_text("It is gone.")).to_be_visible()

    # In the dark, and for everybody.
    page.locator(".seen [name=scheme][value=dark]").check(force=True)
    expect(page.locator(".phone.is-dark")).to_be_visible()
    assert _serious(page) == []
    look(page.locator("main"), "chat-composer")

    # A test reaches the colleague's phone, and says of itself that it is one.
    page.get_by_role("button", name=f"Make {name} a tester").click()
    page.get_by_role("button", name="Send the test").click()
    expect(page.locator("#preview")).to_contain_text("A test is on its way", timeout=LONG)
    chat = phone.get_by_role("log")
    expect(chat).to_contain_text(f"[TEST] Hello 🍎 {name}", timeout=LONG)
    expect(chat).to_contain_text("WELCOME20")
    look(phone, "chat-on-the-phone")

    # Then it goes to everybody, and no test is counted.
    page.get_by_role("button", name="Send now…").click()
    page.wait_for_url("**/launch")
    expect(page.locator(".phone-chat")).to_contain_text("WELCOME20")
    page.get_by_role("button", name="Send to 1 person").click()
    expect(chat.get_by_text(f"Hello 🍎 {name}", exact=True)).to_be_visible(timeout=LONG)
    expect(page.locator("#live")).to_contain_text("Done", timeout=LONG)
    expect(page.locator("main")).to_contain_text("LINE · Kahvila")
    page.goto("/campaigns")
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page.locator("tbody td.amount").first).to_contain_text("1")


def test_every_kind_looks_on_the_phone_as_in_the_composer(signed_in: Page, server: Server, lab: Lab) -> None:
    """But mentions, which LINE takes in groups only; `textV2`, their form, is drawn in phone/test_messages.py."""
    page = signed_in
    page.context.route(f"{PICTURES}/**", _file)
    page.set_viewport_size({"width": 1280, "height": 1600})
    phone, name = _becomes_a_friend(page, lab, server, number=EMILE)
    phone.set_viewport_size({"width": 430, "height": 2000})
    page.goto("/people")
    person = (page.locator("main a.person", has_text=name).get_attribute("href") or "").rpartition("/")[2]
    there = phone.locator(".phone-row.is-account")

    for nth, said in enumerate(chats(lab.make_coupon(begins=datetime.now(UTC))), start=1):
        chat = {"channel": "line:kahvila", **said}
        rule = {"trait": "line_kahvila", "op": "is", "value": "friend"}
        draft = shop.api(server, "campaigns", {"name": "All kinds", "audience": {"rule": rule}, **chat})
        shop.api(server, "messages", {"person": person, "key": f"kinds-{nth}", **chat})
        page.goto(f"/campaigns/{draft['id']}/edit")
        page.locator(f".seen [name=scheme][value={'dark' if nth % 2 else 'light'}]").check(force=True)
        seen = page.locator(".chat-seen .phone-row")
        expect(seen).to_have_count(5)
        expect(there).to_have_count(5 * nth, timeout=LONG)

        assert there.evaluate_all(DRAWN)[-5:] == seen.evaluate_all(DRAWN)
        look(page.locator(".chat-seen"), f"kinds-{nth}-in-the-composer")
        look(phone, f"kinds-{nth}-on-the-phone")
    replies = ["Ask us", "Choose a day", "Where I am"]
    for one in (page.locator(".chat-seen"), phone):
        expect(one.locator(".phone-name").last).to_have_text("Bo of Kahvila")
        expect(one.get_by_role("group", name="Quick replies").get_by_role("button")).to_have_text(replies)


def _file(route: Route) -> None:
    found = SIZE.search(route.request.url)
    size = (int(found[1]), int(found[2])) if found else (70, 35)
    route.fulfill(body=png(*size), content_type="image/png")


def _becomes_a_friend(page: Page, lab: Lab, server: Server, *, number: int = FUMI) -> tuple[Page, str]:
    """Somebody adds the account; polku knows them a moment later, by name."""
    phone = page.context.new_page()
    phone.goto(lab.phone(number))
    name = phone.locator("h1").inner_text()
    phone.get_by_role("button", name="Add as a friend").first.click()
    expect(phone.get_by_label("Write a message")).to_be_visible()
    page.goto("/people")
    soon(page, page.locator("main a.person", has_text=name))  # LINE is asked for a name after somebody has come
    shop.wait_for_readers(server)
    return phone, name


def _serious(page: Page) -> list[str]:
    """Colours within Flex are their writer's."""
    return [
        f"{one['id']}: {node['target']}"
        for one in axe.serious(page)
        for node in one["nodes"]
        if not (one["id"] == "color-contrast" and "flex" in str(node["target"]))
    ]
