"""Aino sends slowly, pauses in the middle, and lets it go on in a hurry: each got one."""

import re
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser import shop
from tests.browser.server import Server

PEOPLE = 200
PATIENCE = 200  # looks, a tenth of a second apart


def test_aino_pauses_a_campaign_in_the_middle(signed_in: Page, server: Server) -> None:
    page = signed_in
    people = [
        {"type": "identify", "userId": f"pausing-{number}", "traits": {"story": "pause"}} for number in range(PEOPLE)
    ]
    shop.send(server, [*people, {"type": "identify", "userId": "beside", "traits": {"story": "none"}}])
    shop.wait_for_readers(server)
    asked = {"name": "Winter", "body": "Hello", "audience": {"rule": {"trait": "story", "value": "pause"}}}
    made = shop.api(server, "campaigns", asked)
    sent = page.locator("#live .legend a").nth(1)

    # Ten a second: it takes twenty seconds, so there is a middle.
    page.goto(f"/campaigns/{made['id']}/launch")
    page.get_by_label("Pace").select_option("minute")
    page.get_by_label("How many").fill("600")
    page.get_by_role("button", name=re.compile("^Send to")).click()
    expect(sent).to_have_text(re.compile(r"^[1-9]\d*$"))
    page.get_by_role("button", name="Pause").click()
    expect(page.locator("#live")).to_contain_text("Paused")

    # What was in hand is through; from then on the number stands still.
    paused = _with_nothing_in_hand(page, server, made["id"])
    page.goto("/campaigns")
    page.goto(f"/campaigns/{made['id']}")
    assert 0 < paused["sent"] < PEOPLE
    expect(sent).to_have_text(str(paused["sent"]))
    assert _progress(page, server, made["id"]) == paused

    page.locator(".pace summary").click()
    page.get_by_label("Pace").select_option("")
    page.get_by_role("button", name="Change the pace").click()
    page.get_by_role("button", name="Go on").click()
    expect(page.locator("#live")).to_contain_text("Done")
    expect(sent).to_have_text(str(PEOPLE))

    # One letter for each of them.
    sent.click()
    expect(page.get_by_role("heading", name="Sent")).to_be_visible()
    with page.expect_download() as file:
        page.get_by_role("link", name="As CSV").click()
    rows = file.value.path().read_text().splitlines()[1:]
    assert len({row.split(",")[1] for row in rows}) == len(rows) == PEOPLE


def _with_nothing_in_hand(page: Page, server: Server, campaign: int) -> dict[str, Any]:
    for _look in range(PATIENCE):
        found = _progress(page, server, campaign)
        if not found["claimed"]:
            return found
        page.wait_for_timeout(100)
    raise AssertionError(found)


def _progress(page: Page, server: Server, campaign: int) -> dict[str, Any]:
    key = {"Authorization": f"Bearer {server.api_key}"}
    found: dict[str, Any] = page.request.get(f"/api/campaigns/{campaign}", headers=key).json()["progress"]
    return found
