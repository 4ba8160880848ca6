"""Nothing is stored and nothing is sent before a visitor has agreed; a withdrawal clears everything."""

from collections.abc import Callable

from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.tracker.conftest import Arrived, Shop, until

Visit = Callable[..., Page]

STORED = "() => [...Object.keys(localStorage), ...Object.keys(sessionStorage), document.cookie].filter(Boolean)"


def test_before_consent_nothing_is_stored_or_sent_and_then_all_of_it(
    shop: Shop, visit: Visit, visitor: BrowserContext, arrived: Arrived
) -> None:
    shop.pages["/"] = shop.page(consent="required", cookie="")
    asked: list[str] = []
    visitor.on("request", lambda request: asked.append(request.method) if "/v1/batch" in request.url else None)
    page = visit("/tea?utm_source=news")
    page.evaluate("polku.track('Searched', {query: 'tea'})")
    page.wait_for_timeout(1_000)
    assert (page.evaluate(STORED), visitor.cookies(), asked, arrived.all()) == ([], [], [], [])
    assert page.evaluate("polku.consent()") is False

    page.evaluate("polku.consent(true)")

    arrived.named("Searched")
    assert arrived.names()[:2] == ["Page Viewed", "Searched"]
    assert len({event.identity for event in arrived.all()}) == 1
    assert [cookie["name"] for cookie in visitor.cookies()] == ["polku"]


def test_consent_lasts_until_it_is_withdrawn_which_clears_everything(
    shop: Shop, visit: Visit, visitor: BrowserContext, arrived: Arrived
) -> None:
    shop.pages["/"] = shop.page(consent="required", cookie="")
    page = visit("/")
    page.evaluate("polku.consent(true)")
    visit("/tea", page=page)
    arrived.named("Page Viewed", least=2)
    other = visit("/coffee")

    page.evaluate("polku.consent(false); polku.track('Late'); polku.identify('devi')")

    until(other, "!polku.consent()")
    other.evaluate("polku.track('Late in another tab')")
    page.wait_for_timeout(800)
    assert (page.evaluate(STORED), visitor.cookies()) == ([], [])
    visit("/again", page=page)
    page.wait_for_timeout(500)
    assert page.evaluate(STORED) == []
    assert {"Late", "Late in another tab", "Identified"} & set(arrived.names()) == set()
    assert "/again" not in [event.properties.get("path") for event in arrived.all()]


def test_where_consent_is_not_required_a_refusal_is_remembered(shop: Shop, visit: Visit, arrived: Arrived) -> None:
    page = visit("/")
    arrived.named("Page Viewed")
    page.evaluate("polku.consent(false)")

    visit("/tea", page=page)
    page.wait_for_timeout(800)

    assert page.evaluate(STORED) == ["polku:consent"]
    assert len(arrived.named("Page Viewed")) == 1


def test_do_not_track_and_privacy_control_are_respected_where_the_shop_says_so(
    shop: Shop, browser: Browser, arrived: Arrived
) -> None:
    shop.pages["/"] = shop.page(dnt="")
    shop.pages["/loud"] = shop.page()
    context = browser.new_context(base_url=shop.url)
    context.add_init_script("Object.defineProperty(navigator, 'globalPrivacyControl', {value: true})")
    page = context.new_page()
    page.goto("/")
    until(page, "window.polku?.isAwake")
    page.evaluate("polku.track('Seen'); polku.consent(true); polku.identify('devi')")
    page.wait_for_timeout(800)
    assert (page.evaluate(STORED), arrived.all()) == ([], [])

    page.goto("/loud")
    arrived.named("Page Viewed")
    context.close()


def test_where_storage_is_blocked_the_page_is_told_all_the_same(shop: Shop, browser: Browser, arrived: Arrived) -> None:
    context = browser.new_context(base_url=shop.url)
    blocked = "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError') }})"
    context.add_init_script(blocked)
    page = context.new_page()
    page.goto("/")
    until(page, "window.polku?.isAwake")
    page.evaluate("polku.identify('devi'); polku.track('Searched')")

    [event] = arrived.named("Searched")
    assert event.identity == ("user_id", "devi")
    context.close()
