"""Signing in: by the form the first time, later with the cookies of that session, as a browser keeps them."""

from playwright.sync_api import Page

from tests.browser.server import Server

_kept: dict[str, list[dict[str, object]]] = {}  # address of a server → its cookies for its owner


def sign_in(page: Page, server: Server) -> None:
    """The owner of `server` stands on Home."""
    if server.base_url in _kept:
        page.context.add_cookies(_kept[server.base_url])  # type: ignore[arg-type]
        page.goto("/")
        if "/sign-in" not in page.url:
            return
        page.context.clear_cookies()  # a test has ended that session
    page.goto("/sign-in")
    page.fill("input[name=username]", server.owner)
    page.fill("input[name=password]", server.password)
    page.click("button[type=submit].btn-primary")
    page.wait_for_url(lambda url: "/sign-in" not in url)
    _kept[server.base_url] = [dict(one) for one in page.context.cookies() if one["name"] == "sessionid"]
