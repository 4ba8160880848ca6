"""Aino sets up e-mail, tries it, sends a campaign, and sees who opened it and who followed its link."""

import re
import urllib.request
from html import unescape
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser import shop
from tests.browser.server import Server
from tests.say.channels.email.office import Office
from tests.say.channels.email.office import Server as MailServer

BROWSER = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"}
DEVI = "devi@mail.example"


def test_aino_writes_to_a_customer_and_sees_that_she_came(signed_in: Page, server: Server) -> None:
    page, office = signed_in, Office()
    mail = MailServer(office)
    try:
        set_up(page, mail.port)
        try_it(page, office)
        campaign = write_to_devi(server, office)
        letter = office.messages()[-1].get_body(("html",))
        assert letter is not None
        html = letter.get_content()
    finally:
        mail.stop()

    # Two seconds after the sending it is no machine any more.
    page.wait_for_timeout(2_500)
    fetch(found(r'<img src="([^"]*/p/o/[^"]+)"', html))
    assert fetch(found(r'<a[^>]*href="([^"]*/p/l/[^"]+)"', html)) == "https://shop.example/tea"
    shop.wait_for_readers(server)

    page.goto(f"/campaigns/{campaign}")
    answered = page.locator("section", has=page.get_by_role("heading", name="How people answered"))
    expect(answered.locator(".stats > div").nth(0)).to_contain_text("Opened1")
    expect(answered.locator(".stats > div").nth(1)).to_contain_text("Followed a link1")
    page.goto(f"/people?query={DEVI}")
    page.locator("main a.person").click()
    expect(page.locator("#story")).to_contain_text("Followed a link in the message")


def set_up(page: Page, port: int) -> None:
    page.goto("/settings/channels/email")
    page.fill("input[name=host]", "127.0.0.1")
    page.fill("input[name=port]", str(port))
    page.select_option("select[name=security]", "none")
    page.fill("input[name=from_address]", "aino@kahvila")
    page.get_by_role("button", name="Save").click()
    page.fill("input[name=from_address]", "aino@kahvila.example")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved. Send yourself a letter")).to_be_visible()


def try_it(page: Page, office: Office) -> None:
    page.get_by_role("button", name="Send a test letter").click()
    expect(page.get_by_text("The mail server has taken the letter")).to_be_visible()
    assert len(office.post) == 1


def write_to_devi(server: Server, office: Office) -> int:
    who = {"userId": "devi-of-the-mail"}
    agreed = {"purpose": "marketing", "channel": "email"}
    shop.send(
        server,
        [
            {"type": "identify", **who, "traits": {"name": "Devi Mail", "email": DEVI}},
            {"type": "track", "event": "Consent Given", **who, "properties": agreed},
        ],
    )
    shop.wait_for_readers(server)
    rule = {"all": [{"trait": "email", "op": "is", "value": DEVI}]}
    asked = {
        "name": "Tea",
        "channel": "email",
        "subject": "Tea, {{ person.name }}?",
        "body": "Hello, [look](https://shop.example/tea).",
        "audience": {"rule": rule},
    }
    made = shop.api(server, "campaigns", asked)
    shop.api(server, f"campaigns/{made['id']}/launch", {})
    shop.wait_for_readers(server)
    assert office.arrived[DEVI] == 1
    return int(made["id"])


def found(pattern: str, html: str) -> str:
    match = re.search(pattern, html)
    assert match is not None, html[-2_000:]
    return unescape(match[1])


def fetch(url: str) -> str:
    """Where it leads; "" for what leads nowhere."""

    class Stay(urllib.request.HTTPRedirectHandler):
        def http_error_302(self, _asked: object, answer: Any, *_more: object) -> Any:
            return answer

    asked = urllib.request.Request(url, headers=BROWSER)
    with urllib.request.build_opener(Stay).open(asked, timeout=60) as answer:
        return str(answer.headers.get("Location", ""))
