"""What everybody can use, and nobody waits for: axe finds nothing serious on any page, and no page is heavy."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from tests.browser import axe, crawl, rooms, shop
from tests.browser.coming_in import sign_in
from tests.browser.server import Server, serving

FIRST_LOAD_BYTES = 300_000
SETTLES_IN_MS = 150
OF_EVERY_PAGE_BYTES = 150_000  # style, script and letters, which every page of ours brings: less was not a first load
DESKTOP: ViewportSize = {"width": 1280, "height": 720}
PHONE: ViewportSize = {"width": 390, "height": 844}
# Every page is seen in the dark on a phone, every other one in light on a desktop: what they are made of is the same.
WITH_FRAME = 5  # on so many pages the menu is looked at as well, and by all rules in both looks: it is the same on all
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
    sign_in(page, filled)
    addresses = rooms.furnish(page, filled)
    context.close()
    return addresses


class Looked(NamedTuple):
    """What was seen of a page."""

    name: str
    bytes: int  # of its first load, with everything that it brings
    flaws: list[str]  # in the dark on a phone; of every other page also in light on a desktop


@pytest.fixture(scope="module")
def looked(browser: Browser, filled: Server, made: dict[str, str]) -> list[Looked]:
    """Every page, opened once: weighed, and seen by axe in two looks (half faded in, a thing has other colours)."""
    # Without the till's worker, which answers for the network: what it has is not weighed.
    context = browser.new_context(
        base_url=filled.base_url, locale="en-GB", reduced_motion="reduce", service_workers="block"
    )
    page = context.new_page()
    sign_in(page, filled)
    debugger = context.new_cdp_session(page)
    debugger.send("Network.enable")  # or the next one does nothing, and only the first page is weighed whole
    debugger.send("Network.setCacheDisabled", {"cacheDisabled": True})
    pages = crawl.every_page(page) | made
    found = [
        _look(page, name, address, () if number < WITH_FRAME else axe.FRAME, in_light=number % 2 == 0)
        for number, (name, address) in enumerate(pages.items())
    ]
    context.close()
    return found


def test_axe_finds_nothing_serious_on_any_page(looked: list[Looked]) -> None:
    assert len(looked) > 50
    assert [flaw for page in looked for flaw in page.flaws] == []


def test_no_page_is_heavy_when_it_is_opened_for_the_first_time(looked: list[Looked]) -> None:
    print("heaviest:", sorted(((page.bytes, page.name) for page in looked), reverse=True)[:5])
    whole = [page for page in looked if not page.name.startswith(("public", "settings look sample"))]
    assert min(page.bytes for page in whole) > OF_EVERY_PAGE_BYTES
    assert {page.name: page.bytes for page in looked if page.bytes > FIRST_LOAD_BYTES} == {}


def _look(page: Page, name: str, address: str, without: Sequence[str], *, in_light: bool) -> Looked:
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(DESKTOP)
    page.goto(address, wait_until="load")
    page.wait_for_timeout(SETTLES_IN_MS)  # islands come after
    weight = page.evaluate(WEIGHT)
    only = axe.OF_LOOKS if without else ()
    flaws = [f"{name} ({address}): {flaw}" for flaw in (_serious(page, without, only=only) if in_light else ())]
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size(PHONE)
    flaws += [f"{name} ({address}), dark on a phone: {flaw}" for flaw in _serious(page, without)]
    return Looked(name, weight, flaws)


def _serious(page: Page, without: Sequence[str], only: Sequence[str] = ()) -> list[str]:
    return [
        f"{one['id']}: {node['target']} {node.get('failureSummary', '')[:200]}"
        for one in axe.serious(page, without, only=only)
        for node in one["nodes"][:3]
    ]
