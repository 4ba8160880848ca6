"""Aino sets up her mail server, makes a mail out of a layout, tries it on herself, sends it off; it arrives."""

import re
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from playwright.sync_api import Page, expect

from tests.browser import axe, shop
from tests.browser.server import Server, serving
from tests.browser.soon import answer_on_its_way
from tests.say.channels.email.office import Office
from tests.say.channels.email.office import Server as MailServer


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Of its own: the others' polku knows no mail server."""
    with serving(tmp_path_factory.mktemp("server")) as server:
        yield server


def test_aino_writes_her_first_mail(signed_in: Page, server: Server) -> None:
    page, office = signed_in, Office()
    with ThreadPoolExecutor(1) as elsewhere:  # Playwright's event loop runs in this thread
        mail_server = elsewhere.submit(MailServer, office).result()
    try:
        _devi_buys_and_wants_mail(server)
        _set_up(page, mail_server.port)

        # A layout to begin with; what is shown beside it is what will be sent.
        page.goto("/campaigns/new")
        page.fill("main input[name=name]", "Winter evening")
        page.fill("input[name=least]", "1")
        expect(page.locator("#everybody")).to_have_text("Everyone whom polku knows.")
        page.get_by_role("button", name="E-mail", exact=True).click()
        expect(page.locator("#everybody")).to_have_text("Everyone whose e-mail address is known")
        page.get_by_role("button", name="An invitation").click()
        expect(page.locator("input[name=subject]")).to_have_value("You are invited")
        frame = page.frame_locator(".frame.is-light iframe")
        expect(frame.get_by_role("link", name="I will be there")).to_be_visible()

        # A block is removed and brought back, one is added, and moved by the keyboard.
        blocks = page.locator("#blocks > .blocks > .block")
        expect(blocks).to_have_count(5)
        blocks.nth(1).get_by_role("button", name="Remove").click()
        expect(blocks).to_have_count(4)
        page.get_by_role("button", name="Undo").click()
        expect(blocks).to_have_count(5)
        page.locator("#add-heading").click()
        expect(blocks).to_have_count(6)
        expect(blocks.nth(4).locator("input[data-facts]").first).to_be_focused()
        page.keyboard.type("See you, ")
        page.get_by_label("Insert a fact of the person").select_option(index=1)
        expect(frame.get_by_text("See you, Devi")).to_be_visible()
        blocks.nth(4).locator("input[data-facts]").first.press("Alt+ArrowUp")
        expect(blocks.nth(3)).to_contain_text("Heading")

        # What is pressed and written while the server has not answered yet counts, each in its turn.
        with answer_on_its_way(page, "**/campaigns/new*", after=page.locator("#add-divider").click):
            page.locator("#add-text").click()
            page.locator("#add-divider").click()
            page.locator("input[name=subject]").fill("You are invited, Devi")
        expect(blocks).to_have_count(9)
        expect(page.locator("input[name=subject]")).to_have_value("You are invited, Devi")

        # An answer about what stood here before the channel was changed is not waited for.
        with answer_on_its_way(page, "**/campaigns/new*", after=lambda: page.fill("input[name=subject]", "Late")):
            page.get_by_role("button", name="E-mail", exact=True).click()
            page.wait_for_timeout(100)
        expect(page.locator("input[name=subject]")).to_have_value("Late")
        for left in (8, 7, 6):
            page.locator("#blocks > .blocks > .block").nth(left - 1).get_by_role("button", name="Remove").click()
            expect(blocks).to_have_count(left)
        page.locator("input[name=subject]").fill("You are invited")

        assert _flaws(page) == []

        # It is not ready: the button leads nowhere, and that is said.
        expect(page.locator(".advice")).to_contain_text("The button leads nowhere")
        page.locator(".block summary", has_text="Button").click()
        page.locator(".block", has_text="Button").locator("input[name$='.url']").fill("https://kahvila.example/come")
        page.locator(".block summary", has_text="Footer").click()
        page.locator(".block", has_text="Footer").locator("textarea").fill("Kahvila, Katu 1, Helsinki")
        expect(page.locator(".advice")).to_have_count(0)
        page.get_by_label("As text").check()
        assert _flaws(page) == []
        expect(page.locator(".seen pre")).to_contain_text("I will be there\nhttps://kahvila.example/come")

        page.get_by_role("button", name="Send a test to me").click()
        expect(page.locator("#preview").get_by_role("status")).to_contain_text(
            "A test is on its way to aino@kahvila.example"
        )
        assert office.arrived == {"aino@kahvila.example": 1}

        page.get_by_role("button", name="Send now").click()
        expect(page.get_by_role("heading", name="Send it?")).to_be_visible()
        assert _flaws(page) == []
        page.get_by_role("button", name=re.compile("^Send to")).click()
        expect(page.locator("#live")).to_contain_text("Done", timeout=30_000)
        page.reload()
        expect(page.get_by_role("heading", name="How people answered")).to_be_visible()
    finally:
        mail_server.stop()

    assert office.arrived == {"aino@kahvila.example": 1, "devi@example.com": 1}
    letter = office.messages()[-1]
    html, text = (letter.get_body((kind,)).get_content() for kind in ("html", "plain"))  # type: ignore[union-attr]
    assert letter["Subject"] == "You are invited"
    assert "See you, Devi" in html
    assert "See you, Devi" in text
    assert "Kahvila, Katu 1, Helsinki" in text
    leave = re.search(r"Unsubscribe: (\S+)", text)
    assert leave is not None
    with urllib.request.urlopen(f"{server.base_url}{leave[1][leave[1].index('/p/') :]}", timeout=60) as answer:
        assert answer.status == 200


def _devi_buys_and_wants_mail(server: Server) -> None:
    order = {"order_id": "m1", "revenue": 9.0, "currency": "EUR"}
    traits = {"name": "Devi", "first_name": "Devi", "email": "devi@example.com"}
    shop.send(
        server,
        [
            {"type": "identify", "userId": "devi", "traits": traits},
            {"type": "track", "userId": "devi", "event": "Order Completed", "properties": order},
        ],
    )
    shop.wait_for_readers(server)
    who = {"kind": "email", "value": "devi@example.com"}
    shop.api(server, "consents", {"consents": [{"identity": who, "said": "given", "purpose": "marketing"}]})
    shop.wait_for_readers(server)


def _set_up(page: Page, port: int) -> None:
    page.goto("/settings/channels/email")
    page.fill("input[name=host]", "127.0.0.1")
    page.fill("input[name=port]", str(port))
    page.select_option("select[name=security]", "none")
    page.fill("input[name=from_address]", "aino@kahvila.example")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("status").first).to_contain_text("Saved")


def _flaws(page: Page) -> list[str]:
    """What axe finds serious on the page, its frames apart: mail programs have no rules."""
    return [f"{one['id']}: {one['nodes'][0]['target']}" for one in axe.serious(page)]
