"""Who it is, and what they do in the shop."""

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page

from tests.browser.tracker.conftest import Arrived, Shop

Visit = Callable[..., Page]


def test_calls_before_the_tracker_has_loaded_are_kept_in_their_order(
    shop: Shop, visit: Visit, arrived: Arrived
) -> None:
    shop.pages["/"] = shop.page(stub=True, consent="required")

    visit("/")

    arrived.named("Page Viewed")
    events = sorted(arrived.all(), key=lambda event: event.index)
    assert [(event.name, event.identity) for event in events] == [
        ("Identified", ("user_id", "devi")),
        ("Order Completed", ("user_id", "devi")),
        ("Page Viewed", ("user_id", "devi")),
    ]
    assert events[0].traits == {"city": "Turku"}
    assert events[1].properties == {"order_id": "1001", "revenue": 12.5, "currency": "EUR"}


def test_who_has_said_their_name_keeps_it_on_the_next_page(shop: Shop, visit: Visit, arrived: Arrived) -> None:
    page = visit("/")
    page.evaluate("polku.identify('devi', {email: 'devi@kahvila.example'})")
    visit("/tea", page=page)

    before, after = arrived.named("Page Viewed", least=2)
    [identified] = arrived.named("Identified")
    assert before.identity[0] == "anonymous_id"
    assert after.identity == ("user_id", "devi")
    assert identified.given.anonymous_id == before.identity[1] == after.given.anonymous_id


def test_another_person_at_the_same_browser_is_another_person(shop: Shop, visit: Visit, arrived: Arrived) -> None:
    page = visit("/")
    page.evaluate("polku.identify('devi')")
    page.evaluate("polku.identify('emile')")

    first, second = arrived.named("Identified", least=2)
    assert (first.identity, second.identity) == (("user_id", "devi"), ("user_id", "emile"))
    assert first.given.anonymous_id != second.given.anonymous_id


def test_after_a_reset_nobody_is_known(shop: Shop, visit: Visit, arrived: Arrived) -> None:
    page = visit("/")
    page.evaluate("polku.identify('devi'); polku.reset(); polku.track('Searched', {query: 'tea'})")

    [searched] = arrived.named("Searched")
    [identified] = arrived.named("Identified")
    assert searched.identity[0] == "anonymous_id"
    assert searched.given.anonymous_id != identified.given.anonymous_id


def test_an_alias_tells_of_both_names(shop: Shop, visit: Visit, arrived: Arrived) -> None:
    page = visit("/")
    page.evaluate("polku.alias('devi')")

    [event] = arrived.named("Aliased")
    assert (event.given.user_id, event.given.previous_id) == ("devi", event.given.anonymous_id)


def test_the_cart_is_told_by_segments_names(shop: Shop, visit: Visit, arrived: Arrived) -> None:
    page = visit("/")
    arrived.named("Page Viewed")
    page.evaluate(
        """() => {
            const tea = { product_id: "tea", price: 4.5, quantity: 1 };
            polku.productViewed(tea); polku.productAdded(tea); polku.productRemoved(tea);
            polku.cartViewed({ cart_id: "c1", products: [tea] });
            polku.checkoutStarted({ order_id: "1", value: 4.5 });
            polku.orderCompleted({ order_id: "1", revenue: 4.5, currency: "EUR", products: [tea] });
        }"""
    )

    arrived.named("Order Completed")
    names = ["Product Viewed", "Product Added", "Product Removed", "Cart Viewed", "Checkout Started", "Order Completed"]
    # The page that the test before has left may still send what it had.
    assert [name for name in arrived.names() if name in names] == names
    assert arrived.named("Cart Viewed")[0].properties["products"][0]["price"] == 4.5


def test_a_cookie_carries_the_visitor_across_ports_and_subdomains(
    shop: Shop, visit: Visit, visitor: BrowserContext, arrived: Arrived
) -> None:
    shop.pages["/"] = shop.page(cookie="")
    page = visit("/")
    arrived.named("Page Viewed")
    page.evaluate("localStorage.clear()")
    visit("/tea", page=page)

    first, second = arrived.named("Page Viewed", least=2)
    [cookie] = visitor.cookies()
    assert first.identity == second.identity == ("anonymous_id", cookie["value"])
    assert (cookie["name"], cookie["sameSite"], cookie["path"]) == ("polku", "Lax", "/")


def test_nonsense_from_a_page_never_breaks_it(shop: Shop, visit: Visit, arrived: Arrived) -> None:
    page = visit("/")
    troubles: list[str] = visit.troubles  # type: ignore[attr-defined]

    page.evaluate("const a = {}; a.a = a; polku.track('Odd', a); polku.push(['nothing']); polku.identify(null)")
    page.evaluate("polku.track('Fine')")

    arrived.named("Fine")
    assert [trouble[:6] for trouble in troubles] == ["polku:"]
    troubles.clear()
