"""Devi enters a draw on her phone; it is drawn; and everybody's own browser computes again who has won."""

import json
import os
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import axe, shop
from tests.browser.server import Server

WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SIGN_IN = """
import django; django.setup()
from polku.kit import clock
from polku.know.people.find import by_identity
from polku.know.people.own_pages import sessions
print(sessions.proved_by_line(by_identity("user_id", "draws-devi").id, now_ms=clock.now_ms()))
"""


@pytest.fixture
def phone(browser: Browser, server: Server) -> Iterator[Page]:
    context = browser.new_context(base_url=server.base_url, viewport={"width": 360, "height": 720}, locale="en-GB")
    yield context.new_page()
    context.close()


def test_it_is_entered_drawn_and_checked(phone: Page, server: Server) -> None:
    shop.send(server, [{"type": "identify", "userId": "draws-devi", "traits": {"name": "Devi"}}])
    shop.wait_for_readers(server)
    prizes = [{"key": "a", "title": "A bicycle", "stock": 2}]
    terms = {"title": "The great draw", "mode": "scheduled", "prizes": prizes, "reserves": 1, "claim_days": 7}
    now = datetime.now(UTC)
    asked = {"name": "Great", "kind": "draw", "terms": terms | {"closes": (now + timedelta(hours=1)).isoformat()}}
    number = shop.api(server, "rewards/programs", asked)["id"]
    _change(server, number, {"state": "live"})
    phone.context.add_cookies([{"name": "polku_own", "value": _sign_in(server), "url": f"{server.base_url}/p/"}])

    phone.goto("/p/wallet")
    phone.get_by_role("link", name="Draws").click()
    phone.get_by_role("link", name="The great draw").click()
    phone.get_by_role("button", name="Take part").click()
    expect(phone.get_by_role("status")).to_contain_text("You are in")
    ticket = phone.locator(".numbers code").inner_text()
    assert (phone.evaluate(WIDER), axe.serious(phone)) == (0, [])

    _change(server, number, {"terms": terms | {"closes": now.isoformat()}})
    expect(_again(phone)).to_contain_text("You have won!")

    phone.get_by_role("button", name="Claim it").click()
    expect(phone.locator(".has-won")).to_contain_text("You have claimed it.")

    phone.get_by_role("link", name="How it is drawn").click()
    phone.get_by_role("button", name="Check it yourself").click()
    expect(phone.locator(".claims li.is-yes")).to_have_count(5)
    phone.get_by_label("Number of your ticket").fill(ticket.lower())
    phone.get_by_role("button", name="Find it").click()
    expect(phone.locator(".find")).to_contain_text("it has won!")
    assert (phone.evaluate(WIDER), axe.serious(phone)) == (0, [])


def _again(phone: Page) -> Any:
    """Looked at until it is drawn, and the prize waits to be claimed."""
    for _look in range(60):
        phone.reload()
        if phone.locator(".has-won button").count():
            break
        phone.wait_for_timeout(500)
    return phone.locator(".has-won")


def _sign_in(server: Server) -> str:
    environ = os.environ | {"POLKU_DATA_DIR": str(server.folder / "data"), "DJANGO_SETTINGS_MODULE": "polku.settings"}
    done = subprocess.run([sys.executable, "-c", SIGN_IN], env=environ, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def _change(server: Server, number: int, change: dict[str, Any]) -> None:
    address = f"{server.base_url}/api/rewards/programs/{number}"
    request = urllib.request.Request(address, json.dumps(change).encode(), method="PATCH")
    request.add_header("Authorization", f"Bearer {server.api_key}")
    request.add_header("Content-Type", "application/json")
    urllib.request.urlopen(request, timeout=60).close()
