"""Pages that customers see: on a phone, in six languages, without scripts, for everybody."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Response, expect

from tests.browser import shop
from tests.browser.coming_in import sign_in
from tests.browser.server import Server

TONGUES = ("en", "ja", "zh-hans", "fr", "fi", "hi")
LONG = "Lentokonesuihkuturbiinimoottoriapumekaanikkoaliupseerioppilaat"
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def link(browser: Browser, server: Server) -> str:
    """A customer's own page, in a shop with a topic of an endless word."""
    shop.fill(server, people=3)
    context = browser.new_context(base_url=server.base_url, locale="en-GB")
    page = context.new_page()
    sign_in(page, server)
    page.goto("/settings/consent")
    for topic in ("News", LONG):
        page.fill("#topics form.card-foot input[name=name]", topic)
        page.locator("#topics form.card-foot button").click()
        expect(page.locator("#topics")).to_contain_text(topic)
    page.goto("/people?query=customer2")
    page.locator("table a.person").first.click()
    page.locator("#consent a").first.click()
    found = page.get_by_role("link", name="The customer’s own page").get_attribute("href")
    context.close()
    assert found
    return found


@pytest.fixture
def phone(browser: Browser, server: Server, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    context = browser.new_context(
        base_url=server.base_url, viewport={"width": 320, "height": 640}, **getattr(request, "param", {})
    )
    yield context
    context.close()


@pytest.mark.parametrize("phone", [{"java_script_enabled": False}], indirect=True, ids=["no scripts"])
def test_everything_works_without_scripts(link: str, phone: BrowserContext) -> None:
    page = phone.new_page()
    page.goto(link)

    page.get_by_role("switch", name="News and offers").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_contain_text("Saved")
    expect(page.get_by_role("switch", name="News and offers")).to_be_checked()

    page.get_by_role("checkbox", name="News", exact=True).uncheck()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("checkbox", name="News", exact=True)).not_to_be_checked()

    page.get_by_role("button", name="Nothing for 30 days").click()
    expect(page.locator("main")).to_contain_text("You are taking a break")
    page.get_by_role("button", name="End the break now").click()
    expect(page.get_by_role("status")).to_contain_text("The break is over")

    page.get_by_role("button", name="No more news and offers").click()
    expect(page.get_by_role("switch", name="News and offers")).not_to_be_checked()
    page.get_by_role("link", name="日本語").click()
    expect(page.locator("h1")).to_contain_text("どのようなお知らせ")


def test_no_page_is_wider_than_a_small_phone_in_any_language(link: str, phone: BrowserContext) -> None:
    page, wide = phone.new_page(), []
    for tongue in TONGUES:
        for address in (link, f"{link}/forget-me", "/p/sign-up/website", "/p/preferences/cut-off"):
            page.goto(f"{address}?language={tongue}")
            if wider := page.evaluate(WIDER):
                wide.append(f"{tongue} {address}: {wider} px")

    assert wide == []


@pytest.mark.parametrize(
    "phone", [{"color_scheme": "light"}, {"color_scheme": "dark"}], indirect=True, ids=["light", "dark"]
)
def test_axe_finds_nothing_serious(link: str, phone: BrowserContext) -> None:
    page, flaws = phone.new_page(), []
    page.goto(link)
    page.get_by_role("switch", name="News and offers").check()
    for address in ("", f"{link}/forget-me", "/p/sign-up/website", "/p/unsubscribe/cut-off"):
        if address:
            page.goto(address)
        found = Axe().run(page).response["violations"]
        flaws += [f"{address or link}: {one['id']} {one['nodes'][0]['html']}" for one in found]

    assert flaws == []


def test_what_a_phone_loads_is_small(link: str, phone: BrowserContext) -> None:
    page, answers = phone.new_page(), list[Response]()

    def keep(answer: Response) -> None:
        answers.append(answer)

    page.on("response", keep)
    page.goto(link)
    page.wait_for_load_state("load")

    sizes = [(len(answer.body()), answer.url) for answer in answers]
    assert sum(size for size, _address in sizes) < 200_000, sizes
    assert {address.split("/")[2] for _size, address in sizes} == {link.split("/")[2]}
