"""Aino brings a friend: the link is opened on a phone, the friend signs up and buys, and both have a coupon."""

import json
import urllib.parse
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import axe, shop
from tests.browser.server import Server

WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def phone(browser: Browser, server: Server) -> Iterator[Page]:
    context = browser.new_context(base_url=server.base_url, viewport={"width": 360, "height": 720}, locale="en-GB")
    yield context.new_page()
    context.close()


def test_a_friend_is_brought_along(signed_in: Page, phone: Page, server: Server) -> None:
    tea = _live(server, "coupon", {"title": "A cup of tea", "benefit": {"kind": "gift", "gift": "tea"}})
    page = signed_in
    page.goto("/rewards/new/referral")
    page.fill("input[name=title]", "Tea for both")
    page.fill("input[name=name]", "Friends")
    page.select_option("select[name=friend]", str(tea))
    page.select_option("select[name=referrer]", str(tea))
    page.fill("input[name=wait_days]", "0")
    page.get_by_role("button", name="Save as a draft").click()
    page.get_by_role("button", name="Begin").click()
    expect(page.locator("#friends")).to_contain_text("Nobody has come by a link yet")
    shop.send(server, [{"type": "identify", "userId": "brings", "traits": {"email": "brings@example.com"}}])
    shop.wait_for_readers(server)
    (link,) = _get(server, f"people/{_person(server, 'brings')}/referrals")["links"]

    phone.goto(link["link"])
    expect(phone.get_by_role("heading")).to_have_text("A friend has something for you: A cup of tea")
    assert phone.evaluate(WIDER) <= 0
    assert axe.serious(phone) == []
    assert link["code"].upper() in phone.locator("main").inner_text().replace("-", "")
    phone.get_by_role("link", name="Sign up").click()
    expect(phone.get_by_label("Your e-mail address")).to_be_visible()

    order = {"order_id": "friend-1", "revenue": 12, "currency": "EUR"}
    shop.send(
        server,
        [
            {"type": "identify", "userId": "brought", "traits": {"name": "Devi Sharma", "referral": link["code"]}},
            {"type": "track", "userId": "brought", "event": "Order Completed", "properties": order},
        ],
    )
    shop.wait_for_readers(server)

    for name in ("brings", "brought"):
        coupons = _get(server, f"people/{_person(server, name)}/wallet")["coupons"]
        assert [one["title"] for one in coupons] == ["A cup of tea"]
    page.reload()
    expect(page.locator("#friends")).to_contain_text("Devi Sharma")
    expect(page.locator("#friends .pill")).to_have_text("rewarded")
    assert axe.serious(page) == []


def _live(server: Server, kind: str, terms: dict[str, Any]) -> int:
    made = shop.api(server, "rewards/programs", {"name": terms["title"], "kind": kind, "terms": terms})
    request = urllib.request.Request(
        f"{server.base_url}/api/rewards/programs/{made['id']}", b'{"state": "live"}', method="PATCH"
    )
    request.add_header("Authorization", f"Bearer {server.api_key}")
    request.add_header("Content-Type", "application/json")
    urllib.request.urlopen(request, timeout=60).close()
    return int(made["id"])


def _person(server: Server, user: str) -> str:
    asked = urllib.parse.urlencode({"kind": "user_id", "value": user})
    return str(_get(server, f"people/lookup?{asked}")["id"])


def _get(server: Server, path: str) -> Any:
    request = urllib.request.Request(f"{server.base_url}/api/{path}")
    request.add_header("Authorization", f"Bearer {server.api_key}")
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.load(answer)
