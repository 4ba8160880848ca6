"""An editor joins by a link, writes but neither sends nor sees keys, until the owner makes them a manager."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.server import Server


@pytest.fixture
def elsewhere(browser: Browser, server: Server) -> Iterator[Page]:
    """Another browser, on another desk."""
    context = browser.new_context(base_url=server.base_url, locale="en-GB")
    yield context.new_page()
    context.close()


def test_an_editor_may_not_see_keys_until_they_become_a_manager(signed_in: Page, elsewhere: Page) -> None:
    signed_in.goto("/settings/members")
    signed_in.get_by_role("link", name="Invite somebody").click()
    signed_in.fill("input[name=email]", "emma@kahvila.example")
    signed_in.locator("input[name=role][value=editor]").check()
    signed_in.get_by_role("button", name="Make a link").click()
    link = signed_in.locator("#invitation-link").inner_text()

    elsewhere.goto(link)
    elsewhere.fill("input[name=name]", "Emma")
    elsewhere.fill("input[name=password]", "kolme kissaa ja pullo maitoa")
    elsewhere.get_by_role("button", name="Join").click()
    elsewhere.wait_for_url("/")
    elsewhere.goto("/settings")
    menu = elsewhere.locator(".settings-menu")
    expect(menu).to_contain_text("Roles")
    expect(menu).not_to_contain_text("API keys")
    elsewhere.goto("/campaigns/new")
    expect(elsewhere.get_by_role("button", name="Save")).to_be_visible()
    expect(elsewhere.get_by_role("button", name="Send now…")).to_have_count(0)
    refused = elsewhere.goto("/settings/keys")
    assert refused
    assert refused.status == 403
    expect(elsewhere.locator("main")).to_contain_text("Make and end API keys")

    signed_in.goto("/settings/members")
    signed_in.get_by_role("link", name="Emma").click()
    signed_in.locator("input[name=role][value=manager]").check()
    signed_in.get_by_role("button", name="Save").click()
    signed_in.wait_for_url("/settings/members")

    elsewhere.goto("/settings/keys")
    expect(elsewhere.locator("main h1")).to_have_text("API keys")
    signed_in.goto("/settings/trail")
    expect(signed_in.locator(".trail")).to_contain_text("Emma")
