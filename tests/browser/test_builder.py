"""The rule of the guide, built by clicking alone: in English and in Japanese, in a real browser."""

import json
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import shop
from tests.browser.server import Server, serving
from tests.browser.soon import answer_on_its_way

Reading = tuple[Page, dict[str, str]]
RULE: dict[str, Any] = {
    "all": [
        {"trait": "address.city", "op": "in", "value": ["Tokyo", "Osaka"]},
        {
            "did": "Order Completed", "where": [{"prop": "products[].category", "op": "is", "value": "tea"}],
            "count": {"gte": 2}, "within": "30d",
        },
        {"did": "Order Completed", "total": {"of": "revenue", "gte": 5000}},
        {"not": {"did": "Message Opened", "within": "7d"}},
        {"any": [{"in_segment": 1}, {"trait": "birthday", "op": "anniversary_in", "value": "7d"}]},
    ]
}  # fmt: skip
LONGER: dict[str, Any] = {
    "all": [
        {"last": {"did": "Order Completed"}, "ago": {"lt": "90d"}},
        {
            "compare": {"last": {"did": "Order Completed", "of": "revenue"}}, "op": "gt",
            "than": {"avg": {"did": "Order Completed", "of": "revenue", "before_last": True}},
        },
        {"did": "Order Completed", "within": "30d", "on": {"weekdays": ["sat", "sun"]}},
    ]
}  # fmt: skip
WORDS = {
    "en-GB": {
        "trait": "Has a trait", "did": "Did something", "segment": "Is in a segment", "group": "Group",
        "where": "where", "not": "not", "save": "Save the segment", "undo": "Undo", "saved": "The segment is saved.",
        "among": "of 4 people (50.0%)",
    },
    "ja-JP": {
        "trait": "属性が当てはまる", "did": "行動した", "segment": "セグメントに入っている", "group": "グループ",
        "where": "イベントの条件", "not": "除外", "save": "セグメントを保存", "undo": "取り消す",
        "saved": "セグメントを保存しました。", "among": "/4人中 (50.0%)",
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def tea_shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Four customers with much tea, three of them of Tokyo and Osaka; and a segment of important ones."""
    with serving(tmp_path_factory.mktemp("tea")) as server:
        shop.send(server, [event for person in CAST for event in _life(*person)])
        shop.wait_for_readers(server)
        _api(server, "segments", {"name": "vip", "rule": {"trait": "vip", "op": "is", "value": True}})
        yield server


@pytest.fixture(params=list(WORDS))
def reading(
    browser: Browser, tea_shop: Server, request: pytest.FixtureRequest
) -> Iterator[tuple[Page, dict[str, str]]]:
    """A page signed in, in a language, with the words on it."""
    context = browser.new_context(base_url=tea_shop.base_url, locale=request.param, timezone_id="UTC")
    context.set_default_timeout(30_000)
    page = context.new_page()
    page.goto("/sign-in")
    page.fill("input[name=username]", tea_shop.owner)
    page.fill("input[name=password]", tea_shop.password)
    page.click("button[type=submit].btn-primary")
    page.wait_for_url(lambda url: "/sign-in" not in url)
    yield page, WORDS[request.param]
    context.close()


def test_the_rule_of_the_guide_is_built_by_clicking(reading: Reading, tea_shop: Server) -> None:
    page, words = reading
    page.goto("/segments/new")

    def add(what: str, *, to: str, as_item: str) -> None:
        page.locator(f"#{to} > .cond-adds").get_by_role("button", name=words[what], exact=True).click()
        expect(page.locator(f"#{as_item}")).to_be_visible()

    def choose(field: str, value: str) -> None:
        page.select_option(f'[id="{field}"]', value)

    def write(field: str, text: str) -> None:
        page.fill(f'[id="{field}"]', text)

    add("trait", to="r1", as_item="r2")
    choose("r2.trait", "address.city")
    choose("r2.op", "in")
    expect(page.locator('[id="r2.values"]')).to_be_visible()
    for city, values in (("Tokyo", "Tokyo"), ("Osaka", "Tokyo\nOsaka")):
        page.locator("#r2 .chip", has_text=city).click()
        expect(page.locator('[id="r2.values"]')).to_have_value(values)
    expect(page.locator("#said-r2 .cond-size")).to_contain_text("3")

    add("did", to="r1", as_item="r3")
    choose("r3.did", "Order Completed")
    choose("r3.measure", "count")
    write("r3.number", "2")
    choose("r3.when", "within")
    expect(page.locator('[id="r3.within"]')).to_have_value("30")
    add("where", to="r3", as_item="r4")
    choose("r4.prop", "products[].category")
    page.locator("#r4 .chip", has_text="tea").click()
    expect(page.locator('[id="r4.value"]')).to_have_value("tea")

    add("did", to="r1", as_item="r5")
    choose("r5.did", "Order Completed")
    choose("r5.measure", "total")
    choose("r5.of", "revenue")
    write("r5.number", "5000")

    add("did", to="r1", as_item="r6")
    choose("r6.did", "Message Opened")
    choose("r6.when", "within")
    write("r6.within", "7")
    page.locator("#r6 .cond-not", has_text=words["not"]).click()

    add("group", to="r1", as_item="r7")
    add("segment", to="r7", as_item="r8")
    choose("r8.in_segment", "1")
    add("trait", to="r7", as_item="r9")
    choose("r9.trait", "birthday")
    choose("r9.op", "anniversary_in")
    write("r9.length", "7")

    # What was done too much is undone.
    add("did", to="r7", as_item="r10")
    page.get_by_role("button", name=words["undo"], exact=True).click()
    expect(page.locator("#r10")).to_have_count(0)

    expect(page.locator("#found .stat-value")).to_have_text("2", timeout=60_000)
    expect(page.locator("#found")).to_contain_text(words["among"])
    page.locator("#found .why-tree summary").first.click()
    expect(page.locator("#found .why-tree").first.locator(".is-true")).to_have_count(5)
    name = f"Tea lovers {words['did']}"
    page.fill("#name", name)
    page.get_by_role("button", name=words["save"]).click()
    expect(page.locator("main")).to_contain_text(words["saved"])
    kept = _api(tea_shop, f"segments/{page.url.rsplit('/', 1)[1]}")
    assert (kept["name"], kept["rule"]) == (name, RULE)


@pytest.fixture
def phone(reading: Reading) -> Page:
    page = reading[0]
    page.set_viewport_size({"width": 390, "height": 844})
    return page


@pytest.mark.parametrize("reading", ["ja-JP"], indirect=True)
def test_the_longer_forms_are_built_on_a_phone_with_the_count_in_sight(phone: Page) -> None:
    phone.goto("/segments/new")

    def add(kind: str, *, as_item: str) -> None:
        button = phone.locator(f"#r1-add-{kind}")
        if not button.is_visible():
            phone.locator("#r1 > .cond-adds summary").click()
        button.click()
        expect(phone.locator(f"#{as_item}")).to_be_visible()

    def choose(field: str, value: str) -> None:
        phone.select_option(f'[id="{field}"]', value)

    add("occurrence", as_item="r2")
    choose("r2.did", "Order Completed")
    choose("r2.age", "lt")
    add("compare", as_item="r3")
    for side in ("r4", "r5"):
        choose(f"{side}.did", "Order Completed")
        choose(f"{side}.of", "revenue")
    add("did", as_item="r6")
    choose("r6.did", "Order Completed")
    choose("r6.when", "within")
    phone.locator('[id="r6.also_on"]').check()
    for day in ("sat", "sun"):
        phone.locator(f'label:has([id="r6.on_{day}"])').click()

    for size in ("r2", "r3", "r6"):
        expect(phone.locator(f"#said-{size} .cond-size")).to_be_visible()
    expect(phone.locator(".count-bar .stat-value")).to_be_in_viewport()
    phone.locator("#as-json").click()
    expect(phone.locator("#json")).to_be_visible()
    assert phone.evaluate("JSON.parse(document.querySelector('#json').value)") == LONGER


@pytest.mark.parametrize("reading", ["en-GB"], indirect=True)
def test_a_menu_that_is_opened_while_the_server_answers_stays_open(phone: Page) -> None:
    phone.goto("/segments/new?rule=" + json.dumps({"did": "Order Completed"}))
    expect(phone.locator("#found .stat-value")).to_be_visible()

    with answer_on_its_way(phone, "**/segments/new*", after=lambda: phone.select_option('[id="r2.when"]', "within")):
        phone.locator("#r1 > .cond-adds summary").click()

    expect(phone.locator('[id="r2.within"]')).to_be_visible()
    expect(phone.locator("#r1-add-compare")).to_be_visible()


@pytest.mark.parametrize("reading", ["en-GB"], indirect=True)
def test_a_menu_stays_open_over_two_answers(phone: Page) -> None:
    phone.goto("/segments/new?rule=" + json.dumps({"did": "Order Completed"}))
    expect(phone.locator("#found .stat-value")).to_be_visible()

    with answer_on_its_way(phone, "**/segments/new*", after=lambda: phone.select_option('[id="r2.when"]', "within")):
        phone.select_option('[id="r2.when"]', "since")  # is asked for when the first answer has come
        phone.locator("#r1 > .cond-adds summary").click()

    expect(phone.locator('[id="r2.since"]')).to_be_visible()
    expect(phone.locator("#r1-add-compare")).to_be_visible()


@pytest.mark.parametrize("reading", ["en-GB"], indirect=True)
def test_a_menu_that_is_pressed_while_the_server_answers_opens(phone: Page) -> None:
    phone.goto("/segments/new?rule=" + json.dumps({"did": "Order Completed"}))
    expect(phone.locator("#found .stat-value")).to_be_visible()

    with answer_on_its_way(phone, "**/segments/new*", after=lambda: phone.select_option('[id="r2.when"]', "within")):
        phone.locator("#r1 > .cond-adds summary").hover()
        phone.mouse.down()
    expect(phone.locator('[id="r2.within"]')).to_be_visible()
    phone.mouse.up()

    expect(phone.locator("#r1-add-compare")).to_be_visible()


@pytest.mark.parametrize("reading", ["en-GB"], indirect=True)
@pytest.mark.parametrize(("field", "old"), [("r2.number", "2"), ("r3.value", "tea")])
def test_what_was_selected_is_still_selected_when_the_server_answers(phone: Page, field: str, old: str) -> None:
    where = [{"prop": "products[].category", "op": "is", "value": "tea"}]
    rule = {"did": "Order Completed", "count": {"gte": 2}, "where": where}
    phone.goto("/segments/new?rule=" + json.dumps(rule))
    expect(phone.locator("#found .stat-value")).to_be_visible()

    with answer_on_its_way(phone, "**/segments/new*", after=lambda: phone.select_option('[id="r2.when"]', "within")):
        phone.locator(f'[id="{field}"]').select_text()
    expect(phone.locator('[id="r2.within"]')).to_be_visible()
    phone.keyboard.type("50")

    expect(phone.locator(f'[id="{field}"]')).to_have_value("50")


@pytest.mark.parametrize("reading", ["en-GB"], indirect=True)
def test_a_field_that_gets_the_keyboard_is_not_behind_the_count(phone: Page) -> None:
    phone.goto("/segments/new?rule=" + '{"all":[' + ",".join(['{"did":"Order Completed","within":"30d"}'] * 4) + "]}")
    fields = phone.locator("#builder :is(select, input:not([type=hidden]))")
    bar = phone.locator(".count-bar")
    expect(bar.locator(".stat-value")).to_be_visible()

    fields.last.focus()
    for _step in range(12):
        phone.keyboard.press("Shift+Tab")

    top = phone.evaluate("document.activeElement.getBoundingClientRect().top")
    box = bar.bounding_box()
    assert box is not None
    assert top >= box["y"] + box["height"]


CAST = (
    # who, city, vip, days until the birthday, tea bought, opened a mail
    ("aya", "Tokyo", True, 90, 2, False),
    ("botan", "Osaka", False, 3, 3, False),
    ("chiyo", "Osaka", True, 90, 2, True),
    ("daichi", "Nara", True, 2, 2, False),
)


def _life(who: str, city: str, is_vip: bool, days: int, tea: int, has_opened: bool) -> list[shop.Event]:
    now = datetime.now(UTC)
    birthday = (now + timedelta(days=days)).replace(year=1992).date().isoformat()
    traits = {"name": who.title(), "address": {"city": city}, "vip": is_vip, "birthday": birthday}
    events: list[shop.Event] = [{"type": "identify", "userId": who, "traits": traits}]
    for number in range(tea):
        lines = [{"product_id": "t1", "name": "Sencha", "category": "tea", "price": 3000, "quantity": 1}]
        order = {"order_id": f"{who}-{number}", "revenue": 3000, "currency": "EUR", "products": lines}
        events.append(_track(who, "Order Completed", order, now - timedelta(days=number + 1)))
    if has_opened:
        events.append(_track(who, "Message Opened", {"campaign_id": 1}, now - timedelta(days=1)))
    else:
        events.append(_track(who, "Message Opened", {"campaign_id": 1}, now - timedelta(days=20)))
    return events


def _track(who: str, name: str, properties: shop.Event, at: datetime) -> shop.Event:
    return {"type": "track", "userId": who, "event": name, "properties": properties, "timestamp": at.isoformat()}


def _api(server: Server, path: str, content: Any = None) -> Any:
    request = urllib.request.Request(f"{server.base_url}/api/{path}", json.dumps(content).encode() if content else None)
    request.add_header("Authorization", f"Bearer {server.api_key}")
    request.add_header("Content-Type", "application/json")
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.load(answer)
