"""Bo asks, Aino sends it back; Bo changes it and asks again; Aino approves, and it is sent once."""

from playwright.sync_api import Browser, Page, expect

from tests.browser import shop
from tests.browser.conftest import look
from tests.browser.server import Server
from tests.browser.soon import soon
from tests.program import Program

BO, PASSWORD = "liisa@kahvila.example", "kahvia-kiitos-2"
DEVI = "devi@approval.example"


def test_a_campaign_is_held_for_approval(signed_in: Page, browser: Browser, server: Server) -> None:
    aino, bo = signed_in, _bo(browser, server)
    shop.send(server, [{"type": "identify", "userId": "approval-devi", "traits": {"email": DEVI}}])
    asked = {"name": "Second cup", "body": "Your second cup is on us.", "audience": {"rule": _is(DEVI)}}
    page = f"/campaigns/{shop.api(server, 'campaigns', asked)['id']}"
    aino.goto("/settings")
    aino.locator("#approval").get_by_label("Manager").check()
    aino.locator("#approval").get_by_role("button", name="Save").click()
    expect(aino.get_by_text("Saved.")).to_be_visible()
    look(aino, "approval-setting")

    bo.goto(f"{page}/launch")
    soon(bo, bo.get_by_text("person gets this message"))
    look(bo, "approval-launch")
    bo.locator("button.only-now").click()
    expect(bo.locator("main")).to_contain_text("waits for approval")
    expect(bo.get_by_role("button", name="Approve")).to_have_count(0)

    aino.goto("/")
    look(aino, "approval-home")
    aino.get_by_role("link", name="Look at it").click()
    look(aino, "approval-waiting")
    aino.get_by_label("Or a word").fill("Say which day.")
    aino.get_by_role("button", name="Send back").click()
    expect(aino.locator("main")).to_contain_text("Say which day.")

    bo.goto("/")
    expect(bo.locator("main")).to_contain_text("Say which day.")
    bo.get_by_role("link", name="Second cup").first.click()
    look(bo, "approval-sent-back")
    bo.fill("textarea[name=body]", "On Friday your second cup is on us.")
    bo.get_by_role("button", name="Send now").click()
    bo.locator("button.only-now").click()
    expect(bo.locator("main")).to_contain_text("waits for approval")

    aino.goto(page)
    expect(aino.locator("main")).to_contain_text("On Friday")
    aino.get_by_role("button", name="Approve and send").click()
    expect(aino.locator("main")).to_contain_text("approved by aino@kahvila.example")
    soon(aino, aino.get_by_text("1 of 1", exact=True))
    bo.context.close()


def _is(address: str) -> dict[str, str]:
    return {"trait": "email", "op": "is", "value": address}


def _bo(browser: Browser, server: Server) -> Page:
    """Another browser, in which a manager is signed in."""
    words = ("user", "add", BO, "--role=manager", "--name=Bo", "--password-stdin")
    added = Program(server.folder).run(*words, given=PASSWORD)
    assert added.returncode == 0, added.stderr
    page = browser.new_context(base_url=server.base_url, locale="en-GB").new_page()
    page.goto("/sign-in")
    page.fill("input[name=username]", BO)
    page.fill("input[name=password]", PASSWORD)
    page.click("button[type=submit].btn-primary")
    page.wait_for_url(lambda url: "/sign-in" not in url)
    return page
