"""A mail server for stories in which somebody gets a code: set up on its page, and its letters read."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from playwright.sync_api import Page, expect

from tests.say.channels.email.office import Office, Server


@contextmanager
def letters(page: Page) -> Iterator[Office]:
    """`page`: of the owner, who sets it up."""
    office = Office()
    with ThreadPoolExecutor(1) as elsewhere:  # Playwright's event loop runs in this thread
        server = elsewhere.submit(Server, office).result()
    try:
        _set_up(page, server.port)
        yield office
    finally:
        server.stop()


def code_in(office: Office) -> str:
    """The six digits of the newest."""
    letter = office.messages()[-1].get_body(("plain",))
    found = re.search(r"\b\d{6}\b", letter.get_content()) if letter is not None else None
    assert found
    return found[0]


def prove(phone: Page, office: Office) -> None:
    """On the page that asks whether it is them."""
    phone.get_by_role("button", name="Send me a code").click()
    phone.get_by_label("Code").fill(code_in(office))
    phone.get_by_role("button", name="Go on").click()


def _set_up(page: Page, port: int) -> None:
    page.goto("/settings/channels/email")
    page.fill("input[name=host]", "127.0.0.1")
    page.fill("input[name=port]", str(port))
    page.select_option("select[name=security]", "none")
    page.fill("input[name=from_address]", "aino@kahvila.example")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("status").first).to_contain_text("Saved")
