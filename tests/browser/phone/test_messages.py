"""What LINE's messages look like, each kind in a real browser; what is broken or hostile stays text."""

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, expect

from tests.browser.conftest import look
from tests.browser.phone.stage import EXAMPLES, draw, draw_menu, on_stage, taps

HOSTILE = "<img src=x onerror=alert(1)> {{7*7}} {x}"
MENU = {
    "size": {"width": 2500, "height": 843},
    "chatBarText": "Menu",
    "selected": True,
    "areas": [
        {
            "bounds": {"x": 0, "y": 0, "width": 1250, "height": 843},
            "action": {"type": "uri", "label": "Shop", "uri": "https://kahvila.example"},
        },
        {
            "bounds": {"x": 1250, "y": 0, "width": 1250, "height": 843},
            "action": {"type": "richmenuswitch", "label": "Stamps", "richMenuAliasId": "stamps", "data": "to=stamps"},
        },
    ],
}


@pytest.fixture
def stage(browser: Browser) -> Iterator[Page]:
    """A tall phone, so that nothing waits to be scrolled to; no script's failure, no refusal by the policy."""
    context = browser.new_context(viewport={"width": 430, "height": 4200}, locale="en-GB")
    page = on_stage(context)
    troubles: list[str] = []

    def on_console(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            troubles.append(message.text)

    def on_dialog(dialog: Dialog) -> None:
        troubles.append("a dialog")
        dialog.dismiss()

    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("console", on_console)
    page.on("dialog", on_dialog)
    yield page
    context.close()
    assert troubles == []


@pytest.mark.parametrize("is_dark", [False, True], ids=["light", "dark"])
def test_every_kind_is_drawn_and_axe_finds_nothing_serious(stage: Page, is_dark: bool) -> None:
    draw(stage, list(EXAMPLES.values()), dark=is_dark, account={"name": "Kahvila"}, names={"Uaino": "Aino"})
    stage.evaluate("document.getElementById('phone').style.height = 'auto'")

    rows = stage.locator(".phone-row")
    expect(rows).to_have_count(len(EXAMPLES))
    told = [row.inner_text() for row in rows.all()]
    assert {name for name, words in zip(EXAMPLES, told, strict=True) if "not known" in words} == {"unknown"}
    assert {name for name, words in zip(EXAMPLES, told, strict=True) if "cannot be shown" in words} == {"broken_flex"}
    expect(stage.locator(".phone-picture.is-missing")).to_have_count(1)
    look(stage.locator("body"), f"phone-{'dark' if is_dark else 'light'}")
    assert _serious(stage) == []


def test_what_is_written_is_shown_and_never_run(stage: Page) -> None:
    hostile = _everywhere(list(EXAMPLES.values()), HOSTILE)
    draw(stage, [*hostile, None, 7, "x", [], {"type": "__proto__"}, {"type": "flex", "contents": {"type": "carousel"}}])

    expect(stage.locator(".phone-chat")).to_contain_text(HOSTILE)
    assert stage.locator("#phone img[src='x'], #phone script").count() == 0
    assert stage.locator("#phone [onerror], #phone [style*='javascript']").count() == 0


def test_texts_keep_lines_links_emoji_and_who_is_meant(stage: Page) -> None:
    draw(stage, [EXAMPLES["text"], EXAMPLES["textV2"]], names={"Uaino": "Aino"})

    expect(stage.locator(".phone-bubble").first.get_by_role("link")).to_have_text(
        "https://kahvila.example/beans?from=line"
    )
    expect(stage.locator(".phone-bubble").nth(1)).to_have_text("@Aino, {20 %} off for you ")
    expect(stage.get_by_role("img", name="LINE emoji")).to_have_count(2)
    stage.locator(".phone-link").click()
    assert taps(stage) == [[{"type": "uri", "uri": "https://kahvila.example/beans?from=line"}, 0]]


def test_taps_tell_the_action_by_mouse_and_by_key(stage: Page) -> None:
    draw(stage, [EXAMPLES["buttons"], EXAMPLES["flex_over"], EXAMPLES["quick"]])
    given = EXAMPLES["buttons"]["template"]

    stage.get_by_role("button", name="Reserve").click()
    stage.locator(".phone-thumb").click()
    stage.get_by_role("button", name="Add to cart").focus()
    stage.keyboard.press("Enter")
    stage.get_by_role("button", name="So-so").click()

    quick = EXAMPLES["quick"]["quickReply"]["items"][1]["action"]
    cart = {"type": "postback", "label": "Add to cart", "data": "add=1"}
    assert taps(stage) == [[given["actions"][0], 0], [given["defaultAction"], 0], [cart, 1], [quick, 2]]


def test_quick_replies_stand_below_the_last_message_only(stage: Page) -> None:
    draw(stage, [EXAMPLES["quick"], {"type": "text", "text": "later"}])
    expect(stage.locator(".phone-quick")).to_have_count(0)

    draw(stage, [{"message": EXAMPLES["quick"]}, {"from": "me", "message": {"type": "text", "text": "Lovely"}}])
    expect(stage.locator(".phone-quick")).to_have_count(0)

    draw(stage, [EXAMPLES["quick"]])
    expect(stage.get_by_role("group", name="Quick replies").get_by_role("button")).to_have_count(4)


def test_a_chat_tells_who_said_it_when_and_what_became_of_it(stage: Page) -> None:
    mine = {"from": "me", "at": "2026-08-31T09:00:00Z", "isRead": True, "message": {"type": "text", "text": "Hello"}}
    gone = {"from": "me", "isUnsent": True, "message": {"type": "text", "text": "secret"}}
    draw(stage, [mine, gone, {"from": "note", "message": {"text": "Aino added Kahvila"}}], language="en")

    expect(stage.locator(".phone-row.is-me .phone-meta")).to_contain_text("Read")
    expect(stage.locator(".phone-note.is-day")).to_have_count(1)
    expect(stage.locator(".phone-chat")).not_to_contain_text("secret")
    expect(stage.locator(".phone-chat")).to_contain_text("unsent")


def test_flex_gives_parts_the_room_they_ask_for(stage: Page) -> None:
    parts = [{"type": "text", "text": "a", "flex": 1}, {"type": "text", "text": "b", "flex": 3}]
    row = {"type": "box", "layout": "horizontal", "spacing": "20px", "contents": parts}
    bar = {"type": "box", "layout": "vertical", "width": "70%", "height": "6px", "contents": []}
    body = {"type": "box", "layout": "vertical", "paddingAll": "10px", "contents": [row, bar]}
    draw(stage, [{"type": "flex", "altText": "x", "contents": {"type": "bubble", "size": "kilo", "body": body}}])

    widths = stage.locator(".phone-flex .flex-text").evaluate_all("all => all.map((one) => one.offsetWidth)")
    assert widths == [55, 165]
    assert stage.locator(".flex-box.is-empty").evaluate("one => one.offsetWidth") == 168


def test_a_rich_menu_opens_closes_and_changes_its_tabs(stage: Page) -> None:
    other = {**MENU, "chatBarText": "Stamps", "areas": []}
    draw_menu(stage, MENU, image="https://pictures.example/2500x843.png", menus={"stamps": {"menu": other}})

    bar = stage.get_by_role("button", name="Menu")
    expect(bar).to_have_attribute("aria-expanded", "true")
    assert _serious(stage) == []
    bar.click()
    expect(stage.get_by_role("button", name="Stamps")).to_have_count(0)
    bar.click()
    stage.get_by_role("button", name="Stamps").click()
    expect(stage.locator(".phone-bar")).to_have_text("Stamps")
    assert taps(stage) == [[MENU["areas"][1]["action"], 0]]  # type: ignore[index]  # a menu as LINE has it


def _everywhere(given: Any, words: str) -> Any:
    """The same messages with `words` for every text, address, colour and measure; kinds stay what they are."""
    if isinstance(given, dict):
        kept = ("type", "layout")
        return {key: value if key in kept else _everywhere(value, words) for key, value in given.items()}
    if isinstance(given, list):
        return [_everywhere(one, words) for one in given]
    return words if isinstance(given, str) else given


def _serious(page: Page) -> list[str]:
    """Colours within Flex are their writer's."""
    found = Axe().run(page).response["violations"]
    return [
        f"{one['id']}: {node['target']}"
        for one in found
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
        if not (one["id"] == "color-contrast" and "flex" in str(node["target"]))
    ]
