"""Aino tries two subjects on some of her customers; the better one goes to the rest by itself."""

import re
import sqlite3
from contextlib import closing
from datetime import UTC, datetime

from playwright.sync_api import Page, expect

from tests.browser import shop
from tests.browser.server import Server
from tests.browser.soon import soon

PEOPLE = 300


def test_the_better_version_goes_to_the_rest(signed_in: Page, server: Server) -> None:
    page = signed_in
    said = [{"type": "identify", "userId": f"taster {n}", "traits": {"club": "tasters"}} for n in range(PEOPLE)]
    said.append({"type": "identify", "userId": "somebody else", "traits": {}})
    for start in range(0, len(said), 100):
        shop.send(server, said[start : start + 100])
    shop.wait_for_readers(server)
    club = {"rule": {"trait": "club", "op": "is", "value": "tasters"}}
    given = {"name": "New tea", "subject": "New tea is here", "body": "Come by.", "audience": club}
    number = shop.api(server, "campaigns", given)["id"]

    # A second version, a copy of the first with another subject.
    page.goto(f"/campaigns/{number}/edit")
    page.get_by_role("button", name="Try versions").click()
    page.get_by_role("button", name="Another version").click()
    expect(page.get_by_role("heading", name="Version B")).to_be_visible()
    page.fill("input[name=subject]", "A cup of new tea on us")
    page.get_by_role("button", name="Save", exact=True).click()
    page.fill("input[name=percent]", "80")
    page.select_option("select[name=goal]", "ordered")
    page.get_by_role("button", name="Save and send").click()
    page.get_by_role("button", name=re.compile("^Send to")).click()
    soon(page, page.get_by_text(re.compile(r"\d+ people wait\.")))

    # Who was offered a cup comes and orders; few of the others do.
    _order(server, subject="A cup of new tea on us", most=90)
    _order(server, subject="New tea is here", most=3)
    shop.wait_for_readers(server)

    soon(page, page.get_by_text("Version B is clearly ahead; the rest got it."))
    soon(page, page.get_by_role("heading", name="Done"))
    expect(page.locator("#versions tbody tr")).to_have_count(2)
    assert _count(server, number) == PEOPLE


def _order(server: Server, *, subject: str, most: int) -> None:
    ask = "SELECT i.value FROM paper_copy c JOIN identity i ON i.id = c.identity_id WHERE c.subject = ? LIMIT ?"
    with closing(sqlite3.connect(server.folder / "data" / "polku.db")) as database:
        names = [name for (name,) in database.execute(ask, [subject, most])]
    assert len(names) == most
    now = datetime.now(UTC).isoformat()
    bought = {"revenue": 9, "currency": "EUR"}
    shop.send(
        server,
        [
            {
                "type": "track", "event": "Order Completed", "userId": name, "timestamp": now,
                "properties": {"order_id": f"tea {name}", **bought},
            }
            for name in names
        ],
    )  # fmt: skip


def _count(server: Server, number: int) -> int:
    """Letters of it: nobody got two."""
    with closing(sqlite3.connect(server.folder / "data" / "polku.db")) as database:
        ask = "SELECT COUNT(*), COUNT(DISTINCT identity_id) FROM paper_copy WHERE campaign_id = ?"
        [(letters, people)] = database.execute(ask, [number]).fetchall()
    assert letters == people
    return int(letters)
