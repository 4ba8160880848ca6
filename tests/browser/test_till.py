"""The till on a phone: a coupon used, another one while there is no line, confirmed once when it is back."""

from datetime import UTC, datetime, timedelta
from typing import Any

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.coming_in import sign_in
from tests.browser.server import Server
from tests.browser.shop import send, wait_for_readers

TENTH = {"title": "A tenth off", "benefit": {"kind": "percent", "percent": 10}}
# Whether the page could be opened without a line by now.
KEPT = """async () => {
  for (const name of await caches.keys()) {
    const kept = (await (await caches.open(name)).keys()).map((one) => new URL(one.url).pathname);
    if (kept.includes("/till") && kept.some((one) => one.endsWith("/till.js"))) return true;
  }
  return false;
}"""
DEVI = "people/lookup?kind=user_id&value=till-devi"


def test_what_is_pressed_without_a_line_happens_once_when_it_is_back(context: BrowserContext, server: Server) -> None:
    page = context.new_page()  # one whose console may say that there is no line
    page.set_viewport_size({"width": 390, "height": 844})
    sign_in(page, server)
    first, second = coupons(context, server)
    page.goto("/till")
    page.fill("#till-code", first)
    page.get_by_role("button", name="Find").click()
    expect(page.locator("#till-name")).to_have_text("Devi")
    page.fill("#till-amount", "20,00")
    page.get_by_role("button", name="Use: A tenth off").first.dblclick()
    expect(page.locator("[data-status]")).to_contain_text("2.00 off")
    expect(page.locator("[data-status]")).to_contain_text("to pay")
    expect(page.locator("#till-amount")).to_have_value("18.00")
    page.get_by_role("button", name="Undo: ").click()
    expect(page.locator("#till-amount")).to_have_value("20.00")
    page.get_by_role("button", name="Use: A tenth off").first.click()
    expect(page.locator("#till-amount")).to_have_value("18.00")
    a_second_tap_of_the_same_finger_is_no_second_stamp(page)

    page.wait_for_function(KEPT)
    context.set_offline(True)
    page.reload()
    expect(page.locator("[data-status]")).to_contain_text("No line to the server.")
    page.fill("#till-code", second)
    page.get_by_role("button", name="Find").click()
    page.get_by_role("button", name="when the line is back").dblclick()
    waiting = page.locator("[data-waits] > li")
    expect(waiting).to_have_count(1)
    expect(waiting).to_contain_text("Not confirmed yet")

    context.set_offline(False)
    expect(page.locator("[data-waiting]")).to_be_hidden()
    expect(page.locator("[data-done] > li")).to_have_count(6)
    assert held(context, server) == []
    page.locator(".tabs summary").click()
    page.locator(".tabs").get_by_role("button", name="Sign out").click()
    page.wait_for_function("async () => !(await caches.keys()).length")


def a_second_tap_of_the_same_finger_is_no_second_stamp(page: Page) -> None:
    """Though the first is confirmed by then, and the list drawn anew."""
    before = datetime.now(UTC)
    page.clock.set_fixed_time(before)
    stamp = page.get_by_role("button", name="Stamp: Five cups", exact=True)
    item = page.locator("[data-things] > li").filter(has_text="Five cups")
    expect(page.get_by_text("Every cup")).to_be_visible()
    expect(page.get_by_role("button", name="Stamp: Every cup")).to_have_count(0)  # an amount that is recorded stamps it
    stamp.click()
    expect(item).to_contain_text("1 of 5")
    stamp.evaluate("one => { one.disabled = false; one.click(); }")
    page.clock.set_fixed_time(before + timedelta(seconds=3))
    stamp.evaluate("one => { one.disabled = false; one.click(); }")
    expect(item).to_contain_text("2 of 5")


def coupons(context: BrowserContext, server: Server) -> tuple[str, str]:
    program = asked(context, server, "rewards/programs", {"name": "Autumn", "terms": TENTH})["id"]
    asked(context, server, f"rewards/programs/{program}", {"state": "live"}, verb="PATCH")
    for title, comes in (("Five cups", {}), ("Every cup", {"is_by_order": True})):
        prize = [{"at": 5, "prize": {"program": program}}]
        terms = {"title": title, "size": 5, "rewards": prize, "comes": comes}
        card = asked(context, server, "rewards/programs", {"name": title, "kind": "stamps", "terms": terms})["id"]
        asked(context, server, f"rewards/programs/{card}", {"state": "live"}, verb="PATCH")
    send(server, [{"type": "identify", "userId": "till-devi", "traits": {"first_name": "Devi"}}])
    wait_for_readers(server)
    person = asked(context, server, DEVI)["id"]
    for cause in ("one", "two"):
        asked(context, server, "rewards/grants", {"program": program, "people": [person], "cause": cause})
    one, two = held(context, server)
    return one["code"], two["code"]


def held(context: BrowserContext, server: Server) -> Any:
    return asked(context, server, f"people/{asked(context, server, DEVI)['id']}/wallet")["coupons"]


def asked(context: BrowserContext, server: Server, path: str, body: Any = None, *, verb: str = "") -> Any:
    headers = {"Authorization": f"Bearer {server.api_key}"}
    method = verb or ("POST" if body else "GET")
    return context.request.fetch(f"/api/{path}", method=method, headers=headers, data=body).json()
