"""What everybody can use, and nobody waits for: axe finds nothing serious on any page, and no page is heavy."""

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser import crawl, rooms, shop
from tests.browser.server import Server, serving

SERIOUS = ("serious", "critical")
FIRST_LOAD_BYTES = 300_000
SETTLES_IN_MS = 150
OF_EVERY_PAGE_BYTES = 150_000  # style, script and letters, which every page of ours brings: less was not a first load
WEIGHT = """() => [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
  .reduce((sum, one) => sum + one.transferSize, 0)"""


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A shop with customers, orders and a campaign."""
    with serving(tmp_path_factory.mktemp("filled")) as server:
        shop.fill(server)
        shop.campaign(server)
        yield server


@pytest.fixture(scope="module")
def made(browser: Browser, filled: Server) -> dict[str, str]:
    """Pages that no link leads to before something is made."""
    context = browser.new_context(base_url=filled.base_url, locale="en-GB")
    page = context.new_page()
    _sign_in(page, filled)
    addresses = rooms.furnish(page, filled)
    context.close()
    return addresses


@pytest.fixture
def inside(browser: Browser, filled: Server, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(base_url=filled.base_url, locale="en-GB", **getattr(request, "param", {}))
    page = context.new_page()
    _sign_in(page, filled)
    yield page
    context.close()


LOOKS = [{"color_scheme": "light"}, {"color_scheme": "dark", "viewport": {"width": 390, "height": 844}}]


@pytest.mark.parametrize("inside", LOOKS, indirect=True, ids=["light desktop", "dark phone"])
def test_axe_finds_nothing_serious_on_any_page(inside: Page, made: dict[str, str]) -> None:
    # Where the policy allows no script from outside, axe comes in over the debugger, which stands above it.
    pages = crawl.every_page(inside) | made
    flaws = []
    for name, address in pages.items():
        inside.goto(address)
        flaws += [f"{name} ({address}): {flaw}" for flaw in _serious(inside)]

    assert len(pages) > 50
    assert flaws == []


def test_no_page_is_heavy_when_it_is_opened_for_the_first_time(inside: Page, made: dict[str, str]) -> None:
    pages = crawl.every_page(inside) | made
    debugger = inside.context.new_cdp_session(inside)
    debugger.send("Network.enable")  # or the next one does nothing, and only the first page is weighed whole
    debugger.send("Network.setCacheDisabled", {"cacheDisabled": True})
    weights = {}
    for name, address in pages.items():
        inside.goto(address, wait_until="load")
        inside.wait_for_timeout(SETTLES_IN_MS)  # islands come after
        weights[name] = inside.evaluate(WEIGHT)

    print("heaviest:", sorted(((weight, name) for name, weight in weights.items()), reverse=True)[:5])
    assert min(weight for name, weight in weights.items() if not name.startswith("public")) > OF_EVERY_PAGE_BYTES
    assert {name: weight for name, weight in weights.items() if weight > FIRST_LOAD_BYTES} == {}


def _sign_in(page: Page, server: Server) -> None:
    page.goto("/sign-in")
    page.fill("input[name=username]", server.owner)
    page.fill("input[name=password]", server.password)
    page.click("button[type=submit].btn-primary")
    page.wait_for_url(lambda url: "/sign-in" not in url)


def _serious(page: Page) -> list[str]:
    violations: list[dict[str, Any]] = Axe().run(page, context={"exclude": ["iframe"]}).response["violations"]
    return [
        f"{one['id']}: {node['target']} {node.get('failureSummary', '')[:200]}"
        for one in violations
        if one["impact"] in SERIOUS
        for node in one["nodes"][:3]
    ]
