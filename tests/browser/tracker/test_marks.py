"""Clicks on marked elements, and forms: names of fields, never what was written into them."""

from collections.abc import Callable

from playwright.sync_api import Page

from tests.browser.tracker.conftest import Arrived, Shop

Visit = Callable[..., Page]

BUTTONS = """
<button id="add" data-polku-event="Product Added" data-polku-product-id="007" data-polku-price="4.50"
  data-polku-in-stock="yes"><b id="inner">Add</b></button>
<a id="away" href="/tea" data-polku-event="Menu Used">Tea</a>
<button id="plain">Plain</button>
"""

FORM = """
<form id="join" action="/joined" method="post" data-polku-list="newsletter">
  <input name="id" value="a field called id"><input name="email" value="devi@kahvila.example">
  <input name="password" type="password" value="hunter2" data-polku-value>
  <input name="shown" type="text" autocomplete="new-password" value="hunter3" data-polku-value>
  <input name="cc" autocomplete="cc-number" value="4111111111111111" data-polku-value>
  <input name="token" type="hidden" value="hidden-secret">
  <select name="size" data-polku-value><option>small<option selected>large</select>
  <input type="checkbox" name="news" value="weekly" data-polku-value checked>
  <input type="checkbox" name="news" value="daily" data-polku-value>
  <textarea name="why">because I like tea</textarea>
  <input name="attributes"><input name="elements">
  <button>Join</button>
</form>
"""


def test_a_click_on_a_marked_element_tells_what_it_says(shop: Shop, visit: Visit, arrived: Arrived) -> None:
    shop.pages["/"] = shop.page(BUTTONS)
    page = visit("/")
    page.click("#plain")
    page.click("#inner")

    [event] = arrived.named("Product Added")
    assert event.properties == {"product_id": "007", "price": 4.5, "in_stock": "yes"}


def test_a_click_that_leads_away_arrives_as_well(shop: Shop, visit: Visit, arrived: Arrived) -> None:
    shop.pages["/"] = shop.page(BUTTONS)
    page = visit("/")
    page.click("#away")
    page.wait_for_url("**/tea")

    assert len(arrived.named("Menu Used")) == 1


def test_a_form_tells_its_fields_and_only_marked_values(shop: Shop, visit: Visit, arrived: Arrived) -> None:
    shop.pages["/"] = shop.page(FORM)
    page = visit("/")
    page.click("#join button")
    page.wait_for_url("**/joined")

    [event] = arrived.named("Form Submitted")
    assert event.properties == {
        "form_id": "join",
        "fields": ["id", "email", "size", "news", "why", "attributes", "elements"],
        "list": "newsletter",
        "values": {"size": "large", "news": "weekly"},
    }
    said = b"".join(bytes(one.given.properties) + bytes(one.context) for one in arrived.all())
    secrets = (b"devi@kahvila", b"hunter", b"4111", b"hidden-secret", b"because")
    assert [secret for secret in secrets if secret in said] == []


def test_a_form_may_have_a_name_of_its_own(shop: Shop, visit: Visit, arrived: Arrived) -> None:
    shop.pages["/"] = shop.page(
        '<form data-polku-event="Signed Up" name="up"><input name="x"><button>Go</button></form>'
    )
    page = visit("/")
    page.click("button")

    assert arrived.named("Signed Up")[0].properties == {"form_name": "up", "fields": ["x"]}
