"""Pages that links alone do not lead to: what they show has to be made first. By hand, as Aino would."""

from urllib.parse import urlsplit

from playwright.sync_api import FilePayload, Page, expect

from tests.browser import shop
from tests.browser.server import Server

LONG = 60_000  # ms; imports are under way beside others
FILE: FilePayload = {
    "name": "kunden.csv",
    "mimeType": "text/csv",
    "buffer": (
        "Kundennummer;Vorname;Kontakt;Lieblingskaffee\n"
        + "".join(f"w{number};Devi{number};devi{number}@import.example;Espresso\n" for number in range(30))
        + "w99;Bo;nowhere;\n"
    ).encode(),
}


def furnish(page: Page, server: Server) -> dict[str, str]:
    """Name → address of what was made, in the session of a signed-in `page`; `server` is filled."""
    return {
        "segment": _segment(server),
        "import-columns": _uploaded(page),
        "import-tried": _tried(page),
        "campaign-mail": (mail := _mail(page)),
        "campaign-mail-launch": mail.replace("/edit", "/launch"),
        "campaign-chat": (chat := _chat(page, server)),
        "campaign-chat-launch": chat.replace("/edit", "/launch"),
        "webhook": _webhook(page),
        **_of_customers(page),
    }


def _segment(server: Server) -> str:
    rule = {"did": "Order Completed", "within": "90d", "count": {"gte": 1}}
    return f"/segments/{shop.api(server, 'segments', {'name': 'Bought lately', 'rule': rule})['id']}"


def _uploaded(page: Page) -> str:
    """A file whose columns wait to be named."""
    page.goto("/imports/new")
    page.set_input_files("input[type=file]", files=[FILE])
    page.get_by_role("button", name="Upload").click()
    expect(page.locator("main h1")).to_have_text("kunden.csv")
    return _here(page)


def _tried(page: Page) -> str:
    """Another one, after a dry run that refused a line."""
    address = _uploaded(page)
    page.get_by_role("button", name="Dry run").click()
    expect(page.get_by_role("heading", name="Refused lines")).to_be_visible(timeout=LONG)
    return address


def _mail(page: Page) -> str:
    """A mail in blocks, kept as a draft."""
    page.goto("/campaigns/new")
    page.fill("main input[name=name]", "Winter evening")
    page.get_by_role("button", name="E-mail", exact=True).click()
    page.get_by_role("button", name="An invitation").click()
    expect(page.locator("input[name=subject]")).to_have_value("You are invited")
    page.get_by_role("button", name="Save", exact=False).first.click()
    page.wait_for_url(lambda url: "/new" not in url)
    return _here(page)


def _chat(page: Page, server: Server) -> str:
    """A chat for LINE, kept as a draft. Nobody asks LINE about the account."""
    account = {"name": "kahvila", "title": "Kahvila", "channel_id": "1650000000", "secret": "0" * 32, "check": False}
    shop.api(server, "channels", account)
    page.goto("/campaigns/new")
    page.fill("main input[name=name]", "New beans")
    page.get_by_role("button", name="LINE · Kahvila").click()
    page.get_by_role("button", name="A greeting").click()
    page.locator("#add-confirm").click()
    expect(page.locator(".phone-card")).to_be_visible()
    page.get_by_role("button", name="Save", exact=False).first.click()
    page.wait_for_url(lambda url: "/new" not in url)
    return _here(page)


def _webhook(page: Page) -> str:
    page.goto("/settings/webhooks")
    page.fill("input[name=name]", "Stock")
    page.fill("input[name=url]", "https://1.1.1.1/hook")
    page.click("[data-insert^='Order Completed']")
    page.click("text=Make the webhook")
    page.click("#webhooks >> text=Stock")
    page.wait_for_url("**/settings/webhooks/*")
    return _here(page)


def _of_customers(page: Page) -> dict[str, str]:
    """A customer's own pages."""
    page.goto("/people?query=customer1")
    page.locator("table a.person").first.click()
    page.locator("#consent a").first.click()
    link = page.get_by_role("link", name="The customer’s own page").get_attribute("href")
    assert link
    own = urlsplit(link).path
    return {
        "public-preferences": own,
        "public-forget-me": f"{own}/forget-me",
        "public-sign-up": "/p/sign-up/website",
        "public-unsubscribe-cut-off": "/p/unsubscribe/cut-off",
    }


def _here(page: Page) -> str:
    return urlsplit(page.url).path
