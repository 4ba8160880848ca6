"""A customer withdraws consent on their phone, and the running campaign skips them."""

import asyncio
import json
import threading
import time
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from polku.kit import ids
from tests.browser import shop
from tests.browser.server import Server, serving
from tests.say.channels.email.office import Office
from tests.say.channels.email.office import Server as MailServer

PEOPLE = 120  # more than the first block of letters
HELD_AFTER = 5


class Slow(Office):
    """It answers some letters, then none until it may go on: meanwhile the campaign is in its middle."""

    def __init__(self) -> None:
        super().__init__()
        self.goes_on = threading.Event()

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - named by aiosmtpd
        while len(self.post) >= HELD_AFTER and not self.goes_on.is_set():  # noqa: ASYNC110 - set in another thread
            await asyncio.sleep(0.02)
        return await super().handle_DATA(server, session, envelope)


@pytest.fixture(scope="module")
def office() -> Iterator[tuple[Slow, int]]:
    office = Slow()
    with ThreadPoolExecutor(1) as elsewhere:  # Playwright keeps a loop in this thread
        running = elsewhere.submit(MailServer, office).result()
    yield office, running.port
    running.stop()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One of its own: its customers and its mail server are this story's."""
    with serving(tmp_path_factory.mktemp("consent")) as server:
        yield server


def test_who_withdraws_on_their_phone_is_skipped_by_the_running_campaign(
    signed_in: Page, browser: Browser, server: Server, office: tuple[Slow, int], tmp_path: Path
) -> None:
    page, (post, port) = signed_in, office
    shop.fill(server, people=PEOPLE)
    everybody = _people(server)
    _api(server, "consents", {"consents": [_agrees(person["id"]) for person in everybody]})
    _set_up_mail(page, port)
    # Who is asked last: messages are asked for in the order of people's numbers.
    last = max(everybody, key=lambda person: ids.number(person["id"]) or 0)
    page.goto(f"/people/{last['id']}/consents")
    link = page.get_by_role("link", name="The customer’s own page").get_attribute("href") or ""

    campaign = _api(
        server,
        "campaigns",
        {
            "name": "Winter coffee",
            "channel": "email",
            "subject": "A cup on us",
            "body": "Your next coffee is on us.",
            "audience": {"rule": {"trait": "city", "op": "is", "value": "Turku"}},
        },
    )
    _api(server, f"campaigns/{campaign['id']}/launch", {})
    _wait(lambda: len(post.post) >= HELD_AFTER)  # and the server is slow to answer the next

    phone = browser.new_context(base_url=server.base_url, viewport={"width": 390, "height": 844}, has_touch=True)
    theirs = phone.new_page()
    theirs.goto(link)
    switch = theirs.get_by_role("switch", name="News and offers")
    expect(switch).to_be_checked()
    switch.tap()
    theirs.get_by_role("button", name="Save").tap()
    expect(theirs.get_by_role("status")).to_contain_text("It holds from now on")
    expect(theirs.get_by_role("switch", name="News and offers")).not_to_be_checked()
    phone.close()
    post.goes_on.set()

    _wait(lambda: _api(server, f"campaigns/{campaign['id']}")["state"] == "done")

    done = _api(server, f"campaigns/{campaign['id']}")["progress"]
    assert (done["asked"], done["sent"], done["held"]) == (PEOPLE, PEOPLE - 1, 1)
    assert post.arrived[last["email"]] == 0
    assert set(post.arrived.values()) == {1}
    page.goto(f"/campaigns/{campaign['id']}")
    expect(page.locator("main")).to_contain_text("They do not want such messages any more.")
    page.goto(f"/people/{last['id']}")
    expect(page.locator("#consent")).to_contain_text("Withdrawn")
    expect(page.locator("#consent")).to_contain_text("the customer’s own page")


def _agrees(person: str) -> dict[str, str]:
    return {"person": person, "said": "given", "purpose": "marketing", "at": "2026-01-01T10:00:00Z", "source": "till 3"}


def _set_up_mail(page: Page, port: int) -> None:
    page.goto("/settings/channels/email")
    given = {"host": "127.0.0.1", "port": str(port), "from_address": "aino@kahvila.example"}
    for name, value in (given | {"connections": "1", "per_second": "0"}).items():
        page.fill(f"main input[name={name}]", value)
    page.select_option("main select[name=security]", "none")
    page.locator("main form button[type=submit], main form button:not([type])").first.click()
    expect(page.locator("main")).to_contain_text("Letters leave through")


def _people(server: Server) -> list[dict[str, Any]]:
    found = _api(server, "people?limit=200")
    assert found["next_cursor"] is None
    people: list[dict[str, Any]] = found["people"]
    return people


def _wait(is_so: Any, *, patience_s: float = 60) -> None:
    until = time.monotonic() + patience_s
    while not is_so():
        if time.monotonic() > until:
            raise TimeoutError
        time.sleep(0.1)


def _api(server: Server, path: str, content: object = None) -> dict[str, Any]:
    body = json.dumps(content).encode() if content is not None else None
    request = urllib.request.Request(f"{server.base_url}/api/{path}", body)
    request.add_header("Authorization", f"Bearer {server.api_key}")
    request.add_header("Content-Type", "application/json")
    with urllib.request.urlopen(request, timeout=60) as answer:
        found: dict[str, Any] = json.load(answer)
    return found
