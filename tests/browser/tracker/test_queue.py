"""What waits survives: no network, a broken server, the end of a page, other tabs, a full disk."""

from collections import Counter
from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, Route

from polku.kit import clock
from tests.browser.tracker.conftest import Arrived, Shop, until

Visit = Callable[..., Page]

WAITING = "() => Object.keys(localStorage).filter((key) => key.startsWith('polku:e:')).length"


def test_offline_events_wait_and_go_when_the_network_is_back(
    shop: Shop, visit: Visit, visitor: BrowserContext, arrived: Arrived
) -> None:
    page = visit("/")
    arrived.named("Page Viewed")
    visitor.set_offline(True)
    page.evaluate("polku.track('Offline', {n: 1}); polku.track('Offline', {n: 2})")
    page.wait_for_timeout(700)
    assert page.evaluate(WAITING) == 2

    visitor.set_offline(False)

    sent = arrived.named("Offline", least=2)
    assert [event.properties["n"] for event in sent] == [1, 2]
    until(page, f"({WAITING})() === 0")


def test_a_page_takes_up_what_the_one_before_it_has_left(
    shop: Shop, visit: Visit, visitor: BrowserContext, arrived: Arrived
) -> None:
    page = visit("/")
    arrived.named("Page Viewed")
    visitor.route("**/v1/batch", lambda route: route.abort())
    page.evaluate("polku.track('Left Behind')")
    page.wait_for_timeout(600)
    visitor.unroute("**/v1/batch")

    visit("/tea", page=page)

    arrived.named("Left Behind")
    visit.troubles.clear()  # type: ignore[attr-defined]


def test_what_a_closed_tab_has_left_is_taken_up_by_another(
    shop: Shop, visit: Visit, visitor: BrowserContext, arrived: Arrived
) -> None:
    page = visit("/")
    arrived.named("Page Viewed")
    page.evaluate(
        """() => {
            const event = { type: "track", event: "Orphaned", messageId: "o", anonymousId: "a", timestamp: new Date() };
            localStorage[`polku:e:${(Date.now() - 20000).toString(36)}1:closed`] = JSON.stringify(event);
        }"""
    )

    visit("/tea")

    arrived.named("Orphaned")


def test_a_server_in_trouble_is_asked_again_after_growing_waits(
    shop: Shop, visit: Visit, visitor: BrowserContext, arrived: Arrived
) -> None:
    tries: list[float] = []

    def refuse(route: Route) -> None:
        tries.append(clock.monotonic())
        if len(tries) < 3:
            page.wait_for_timeout(100)  # meanwhile more happens
            route.fulfill(status=503, headers={"Access-Control-Allow-Origin": "*"})
        else:
            route.continue_()

    visitor.route("**/v1/batch", refuse)
    page = visit("/")
    while not tries:
        page.wait_for_timeout(20)
    for number in range(5):  # new events do not press a server that has just failed
        page.evaluate(f"polku.track('Hurried', {{n: {number}}})")

    until(page, f"({WAITING})() === 0")
    arrived.named("Hurried", least=5)
    first, second, third = tries
    assert (second - first >= 0.9, third - second >= 1.8) == (True, True), tries
    visit.troubles.clear()  # type: ignore[attr-defined]


def test_what_is_refused_for_good_is_given_up(
    shop: Shop, visit: Visit, visitor: BrowserContext, arrived: Arrived
) -> None:
    shop.write_key = "wk_ended"
    shop.pages["/"] = shop.page()
    begun_ms = clock.now_ms()  # what the visitor of another test said while leaving may come later
    page = visit("/")

    until(page, f"({WAITING})() === 0")
    page.wait_for_timeout(200)
    assert [event for event in arrived.all() if event.time_ms >= begun_ms] == []
    visit.troubles.clear()  # type: ignore[attr-defined]


def test_several_tabs_send_each_event_once(shop: Shop, visit: Visit, visitor: BrowserContext, arrived: Arrived) -> None:
    tabs = [visit(f"/{number}") for number in range(4)]
    arrived.named("Page Viewed", least=4)
    visitor.set_offline(True)
    for tab in tabs:
        tab.evaluate("for (let n = 0; n < 10; n++) polku.track('Many', {n})")
        tab.evaluate("for (let n = 0; n < 5; n++) setTimeout(() => polku.track('Many', {n}), n * 100)")
    tabs[0].wait_for_timeout(500)

    visitor.set_offline(False)
    for tab in tabs:
        tab.evaluate("dispatchEvent(new Event('online'))")

    arrived.named("Many", least=60)
    tabs[0].wait_for_timeout(500)
    copies = Counter(event.id for event in arrived.copies() if event.name == "Many")
    assert (len(copies), set(copies.values())) == (60, {1})


def test_what_was_sent_at_the_end_of_a_page_and_again_is_one_event(shop: Shop, visit: Visit, arrived: Arrived) -> None:
    page = visit("/")
    arrived.named("Page Viewed")
    page.evaluate("polku.track('Clicked Away'); location.href = '/tea'")
    page.wait_for_url("**/tea")

    assert len(arrived.named("Clicked Away")) == 1
    until(page, f"({WAITING})() === 0")
    assert len(arrived.named("Clicked Away")) == 1


def test_no_more_than_300_wait(shop: Shop, visit: Visit, visitor: BrowserContext, arrived: Arrived) -> None:
    page = visit("/")
    arrived.named("Page Viewed")
    visitor.set_offline(True)
    page.evaluate("for (let n = 0; n < 400; n++) polku.track('Flood', {n})")
    assert page.evaluate(WAITING) == 300

    visitor.set_offline(False)

    sent = arrived.named("Flood", least=300)
    assert [event.properties["n"] for event in sent] == list(range(100, 400))


def test_a_full_storage_loses_the_oldest_only(
    shop: Shop, visit: Visit, visitor: BrowserContext, arrived: Arrived
) -> None:
    page = visit("/")
    arrived.named("Page Viewed")
    visitor.set_offline(True)
    page.evaluate("for (let n = 0; n < 60; n++) polku.track('Waits', {n})")
    page.evaluate(
        """() => {
            let size = 1 << 20;
            for (let n = 0; size; n++) {
                try { localStorage["fill" + n] = "x".repeat(size); } catch { size >>= 1; }
            }
        }"""
    )
    page.evaluate("polku.track('Newest')")

    visitor.set_offline(False)

    arrived.named("Newest")


def test_time_read_in_a_tab_that_was_killed_is_told_by_the_next(shop: Shop, visit: Visit, arrived: Arrived) -> None:
    page = visit("/")
    arrived.named("Page Viewed")
    page.evaluate(
        """() => {
            const event = { type: "track", event: "Page Killed", messageId: "killed-1", anonymousId: "a",
                timestamp: new Date(Date.now() - 120000).toISOString(), properties: { path: "/tea", seconds: 45 } };
            localStorage["polku:h:dead"] = JSON.stringify(event);
            localStorage["polku:h:alive"] = JSON.stringify({ ...event, timestamp: new Date().toISOString() });
        }"""
    )

    visit("/coffee", page=page)

    assert [event.id for event in arrived.named("Page Killed")] == ["killed-1"]
    assert page.evaluate("Object.keys(localStorage).filter((key) => /dead|alive/.test(key))") == ["polku:h:alive"]
