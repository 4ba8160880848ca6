"""Pages that are looked at, and where their readers came from."""

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page

from tests.browser.tracker.conftest import Arrived, Shop, context_of

Visit = Callable[..., Page]

# So that nobody has to wait for a page to be read: the browser's clock goes on by so much.
LATER = "window.later = 0; const own = performance.now.bind(performance); performance.now = () => own() + window.later"


def test_a_page_view_arrives_in_segments_form(shop: Shop, visit: Visit, arrived: Arrived) -> None:
    visit("/tea?utm_source=news&utm_medium=email&utm_campaign=Winter&q=%F0%9F%98%80")

    [event] = arrived.named("Page Viewed")
    context = context_of(event)
    agent, library = context.pop("userAgent"), context.pop("library")
    first = context.pop("firstTouch")
    page = {
        "path": "/tea",
        "search": "?utm_source=news&utm_medium=email&utm_campaign=Winter&q=%F0%9F%98%80",
        "url": f"{shop.url}/tea?utm_source=news&utm_medium=email&utm_campaign=Winter&q=%F0%9F%98%80",
        "title": "Kahvila",
        "referrer": "",
    }
    assert (event.type, event.identity[0], event.properties) == ("page", "anonymous_id", page)
    assert context == {
        "page": page,
        "campaign": {"name": "Winter", "source": "news", "medium": "email"},
        "locale": "fi-FI",
        "timezone": "Europe/Helsinki",
    }
    assert ("Chrome" in agent, library["name"]) == (True, "polku.js")
    assert (first["campaign"], first["url"]) == (context["campaign"], page["url"])


def test_the_first_touch_is_kept_on_later_visits(shop: Shop, visit: Visit, arrived: Arrived) -> None:
    page = visit("/?utm_source=first")
    visit("/tea?utm_source=second", page=page)

    first, second = arrived.named("Page Viewed", least=2)
    assert context_of(second)["campaign"] == {"source": "second"}
    assert context_of(second)["firstTouch"]["campaign"] == {"source": "first"}
    assert first.identity == second.identity


def test_a_page_that_changes_without_loading_is_several_pages(shop: Shop, visit: Visit, arrived: Arrived) -> None:
    page = visit("/")
    arrived.named("Page Viewed")

    page.evaluate("history.pushState({}, '', '/tea'); document.title = 'Tea'")
    arrived.named("Page Viewed", least=2)
    page.evaluate("history.replaceState({}, '', '/tea?size=1')")
    arrived.named("Page Viewed", least=3)
    page.evaluate("history.replaceState({again: true}, '', '/tea?size=1')")
    page.evaluate("location.hash = 'details'")
    page.go_back()
    page.go_back()

    seen = arrived.named("Page Viewed", least=4)
    page.wait_for_timeout(300)
    told = [(one.properties["path"], one.properties["search"], one.properties["title"]) for one in seen]
    assert told == [("/", "", "Kahvila"), ("/tea", "", "Tea"), ("/tea", "?size=1", "Tea"), ("/", "", "Tea")]
    assert seen[1].properties["referrer"] == f"{shop.url}/"
    assert len(arrived.named("Page Viewed")) == 4


def test_pages_behind_a_hash_count_where_one_says_so(shop: Shop, visit: Visit, arrived: Arrived) -> None:
    shop.pages["/"] = shop.page(hash="")
    page = visit("/#/tea")
    page.evaluate("location.hash = '/coffee'")

    seen = arrived.named("Page Viewed", least=2)
    assert [one.properties["url"] for one in seen] == [f"{shop.url}/#/tea", f"{shop.url}/#/coffee"]


def test_the_time_a_page_was_visible_is_told_when_it_is_left(
    shop: Shop, visitor: BrowserContext, visit: Visit, arrived: Arrived
) -> None:
    visitor.add_init_script(LATER)
    page = visit("/tea")
    page.evaluate("later = 20000")

    visit("/coffee", page=page)

    [left] = arrived.named("Page Left")
    assert left.properties["path"] == "/tea"
    assert 20 <= left.properties["seconds"] < 30
    assert context_of(left)["page"]["path"] == "/tea"


def test_a_hidden_page_is_not_read(shop: Shop, visitor: BrowserContext, visit: Visit, arrived: Arrived) -> None:
    visitor.add_init_script(LATER)
    page = visit("/tea")
    page.evaluate("later += 20000")
    hide(page, "hidden")
    [first] = arrived.named("Page Left")
    page.evaluate("later += 20000")
    hide(page, "visible")
    page.evaluate("later += 2000")

    page.close(run_before_unload=False)

    *_, second = arrived.named("Page Left", least=2)
    assert 20 <= first.properties["seconds"] < 30
    assert 2 <= second.properties["seconds"] < 15


def test_the_last_event_goes_out_when_the_tab_is_closed(shop: Shop, visit: Visit, arrived: Arrived) -> None:
    page = visit("/")
    arrived.named("Page Viewed")
    page.evaluate("polku.track('Video Watched', {seconds: 7})")

    page.close()

    [event] = arrived.named("Video Watched")
    assert event.properties == {"seconds": 7}


def test_what_one_turns_off_is_not_told(shop: Shop, visit: Visit, arrived: Arrived) -> None:
    shop.pages["/"] = shop.page('<button id="b" data-polku-event="Asked">?</button>', auto="clicks")
    page = visit("/")
    page.click("#b")

    arrived.named("Asked")
    page.close()
    assert arrived.names() == ["Asked"]


def hide(page: Page, state: str) -> None:
    """As when another tab comes to the front, which a browser without windows cannot show."""
    page.evaluate(
        """state => {
            Object.defineProperty(document, "visibilityState", { value: state, configurable: true });
            document.dispatchEvent(new Event("visibilitychange"));
        }""",
        state,
    )
