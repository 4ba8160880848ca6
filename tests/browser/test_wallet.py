"""Devi gets a link, proves that it is her by a code from her mailbox, shows her coupon, and sees that it was used; the
till stamps her card, it is full, and the reward is hers."""

import json
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import axe, shop
from tests.browser.letters import letters, prove
from tests.browser.server import Server, serving

WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Of its own: the others' polku knows no mail server."""
    with serving(tmp_path_factory.mktemp("wallet")) as server:
        yield server


def test_a_coupon_is_shown_and_used(signed_in: Page, browser: Browser, server: Server) -> None:
    with letters(signed_in) as office:
        link = _devi_has_a_coupon(server)
        phone = browser.new_context(locale="en-GB", viewport={"width": 390, "height": 844}).new_page()

        # A link may have been passed on: it tells what there is, and no code.
        phone.goto(link)
        phone.get_by_role("link", name="Ten off all tea").click()
        expect(phone.locator("h1")).to_have_text("Ten off all tea")
        expect(phone.locator("svg.bars")).to_have_count(0)
        phone.get_by_role("link", name="Yes, show everything").click()
        prove(phone, office)

        # Back at her coupon, now with its codes.
        expect(phone.locator("svg.bars")).to_be_visible()
        expect(phone.locator("svg.qr")).to_be_visible()
        code = phone.locator(".letters").inner_text()
        assert phone.evaluate(WIDER) == 0
        assert [one["id"] for one in axe.serious(phone)] == []

        # The till uses it; her phone notices by itself.
        till = signed_in
        till.set_viewport_size({"width": 390, "height": 844})
        till.goto("/till")
        till.fill("#till-code", code)
        till.get_by_role("button", name="Find").click()
        expect(till.locator("#till-name")).to_have_text("Devi")
        till.get_by_role("button", name="Use: Ten off all tea").click()
        expect(phone.locator(".verdict")).to_contain_text("Used")
        expect(phone.locator("svg.bars")).to_have_count(0)

        # Two stamps, and the card is full: what there is for it lies among her coupons.
        till.get_by_role("button", name="One more").click()
        till.get_by_role("button", name="Stamp: Tea card").click()
        expect(till.locator("[data-status]")).to_contain_text("Tea card")
        phone.goto(link)
        expect(phone.get_by_role("link", name="A free cup")).to_be_visible()
        assert phone.evaluate(WIDER) == till.evaluate(WIDER) == 0

        phone.get_by_role("link", name="History").click()
        expect(phone.locator(".lines li")).to_have_count(5)  # given, used; stamped, the card used, the cup given
        phone.context.close()


def _devi_has_a_coupon(server: Server) -> str:
    """The link to it."""
    traits = {"name": "Devi", "email": "devi@example.com"}
    shop.send(server, [{"type": "identify", "userId": "devi", "traits": traits}])
    shop.wait_for_readers(server)
    terms = {"title": "Ten off all tea", "benefit": {"kind": "percent", "percent": 10}, "given_on": ["Friend Added"]}
    cup = {"title": "A free cup", "benefit": {"kind": "gift", "gift": "A cup"}}
    _begun(server, "coupon", terms)
    prize = _begun(server, "coupon", cup)
    _begun(server, "stamps", {"title": "Tea card", "size": 2, "rewards": [{"at": 2, "prize": {"program": prize}}]})
    devi = _ask(server, "people/lookup?kind=user_id&value=devi", None, method="GET")["id"]
    shop.send(
        server, [{"type": "track", "userId": "devi", "event": "Friend Added"}]
    )  # she follows: as LINE's channel says
    shop.wait_for_readers(server)
    return str(_ask(server, f"people/{devi}/wallet/link", {})["url"])


def _begun(server: Server, kind: str, terms: dict[str, Any]) -> int:
    made = _ask(server, "rewards/programs", {"name": terms["title"], "kind": kind, "terms": terms})
    _ask(server, f"rewards/programs/{made['id']}", {"state": "live"}, method="PATCH")
    return int(made["id"])


def _ask(
    server: Server, path: str, content: Any, *, method: str = "POST", headers: dict[str, str] | None = None
) -> dict[str, Any]:
    body = json.dumps(content).encode() if content is not None else None
    request = urllib.request.Request(f"{server.base_url}/api/{path}", body, method=method)
    for name, value in {"Authorization": f"Bearer {server.api_key}", "Content-Type": "application/json"}.items():
        request.add_header(name, value)
    for name, value in (headers or {}).items():
        request.add_header(name, value)
    with urllib.request.urlopen(request, timeout=60) as answer:
        found: dict[str, Any] = json.load(answer)
    return found
