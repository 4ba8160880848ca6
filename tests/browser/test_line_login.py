"""A poster's new friend logs in by LINE; a customer connects LINE from the page of her choices, and parts again."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import shop
from tests.browser.lab import Lab, running
from tests.browser.letters import letters, prove
from tests.browser.server import Server, serving
from tests.browser.soon import soon

HANA, KEN = 5, 6
AGENT = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)"  # who calls itself a program is not counted


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("login")) as server:
        yield server


@pytest.fixture(scope="module")
def lab() -> Iterator[Lab]:
    with running() as lab:
        yield lab


def connect(page: Page, server: Server, lab: Lab) -> None:
    """The account, its Login channel, and a poster's code."""
    account = lab.account()
    told = {"name": "kahvila", "title": "Kahvila", "channel_id": account["channel_id"],
            "secret": account["channel_secret"], "api_base": lab.url, "data_api_base": lab.url}  # fmt: skip
    shop.api(server, "channels", told)
    page.goto("/settings/channels/line/kahvila/login")
    page.fill("input[name=channel_id]", account["login_channel_id"])
    page.fill("input[name=secret]", account["login_channel_secret"])
    page.get_by_text("New friends log in, too").click()
    page.get_by_role("button", name="Save").click()
    expect(page.locator("main")).to_contain_text("in use")


def poster(page: Page) -> str:
    page.goto("/settings/channels/line/kahvila/sources")
    page.get_by_label("Where it hangs").fill("Window")
    page.get_by_role("button", name="Make the code").click()
    return page.locator("#source-address").inner_text()


def log_in(page: Page, number: int) -> None:
    """On LINE's page."""
    page.get_by_label("I am number").fill(str(number))
    page.get_by_role("button", name="Allow").click()


def own_page(page: Page, server: Server) -> str:
    """Devi's choices, by the link that stands in her letters."""
    person = {"type": "identify", "userId": "devi", "traits": {"name": "Devi", "email": "devi@shop.example"}}
    shop.send(server, [person])
    page.goto("/people?query=devi")
    soon(page, page.locator("main a.person"))
    page.locator("main a.person").first.click()
    page.locator("#consent a").first.click()
    found = page.get_by_role("link", name="The customer’s own page").get_attribute("href")
    assert found
    return found


def test_line_login_makes_friends_and_customers_known(
    signed_in: Page, browser: Browser, server: Server, lab: Lab
) -> None:
    connect(signed_in, server, lab)
    code, choices = poster(signed_in), own_page(signed_in, server)
    phone = browser.new_context(locale="en-GB", viewport={"width": 390, "height": 844}, user_agent=AGENT).new_page()

    # Ken scans the poster, logs in, and is a friend.
    phone.goto(code)
    phone.get_by_role("link", name="Add us on LINE").click()
    log_in(phone, KEN)
    expect(phone.locator("main h1")).to_contain_text("Welcome")

    # Devi connects the LINE account of Hana from the page of her choices: she proves that it is her first.
    phone.goto(choices)
    with letters(signed_in) as office:
        phone.get_by_role("link", name="Connect or disconnect LINE").click()
        prove(phone, office)
    phone.get_by_role("link", name="Connect a LINE account with Kahvila").click()
    phone.get_by_role("link", name="Go on to LINE").click()
    log_in(phone, HANA)
    expect(phone.locator("main")).to_contain_text("Are both of these you?")
    expect(phone.locator(".agreed")).to_contain_text("d•••@shop.example")
    phone.get_by_role("button", name="Yes, connect them").click()
    expect(phone.get_by_role("status")).to_contain_text("Connected.")

    # In polku the two are one, until she parts them again.
    signed_in.goto("/people?query=devi")
    signed_in.locator("main a.person").first.click()
    parting = signed_in.get_by_role("link", name="Disconnect")
    soon(signed_in, parting)
    phone.reload()
    phone.get_by_role("button", name="Disconnect").click()
    expect(phone.get_by_role("status")).to_contain_text("no longer connected")
    soon(signed_in, parting, count=0)
    phone.context.close()
