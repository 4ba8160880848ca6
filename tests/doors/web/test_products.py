"""The pages of the catalog."""

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile

from polku.know.catalog.models import CatalogFile, CatalogProduct

pytestmark = pytest.mark.django_db
FORM = {
    "key": "b1",
    "name": "Beans",
    "price": "12.50",
    "currency": "EUR",
    "in_stock": "yes",
    "extra": '{"roast": "dark"}',
}


def test_a_product_is_written_changed_removed_and_had_back(web):
    web.post("/settings/products/new", FORM)
    row = CatalogProduct.objects.get()
    again = web.post("/settings/products/new", FORM)
    assert (again.status_code, list(again.context["form"].errors)) == (422, ["key"])
    web.post(f"/settings/products/{row.pk}", FORM | {"price": "9", "former_price": "12.50", "in_stock": ""})
    row.refresh_from_db()
    assert (row.price_minor, row.former_minor, row.in_stock, row.extra) == (900, 1250, False, {"roast": "dark"})
    wrong = web.post(f"/settings/products/{row.pk}", FORM | {"extra": "[1]", "price": "9"})
    assert list(wrong.context["form"].errors) == ["extra"]

    web.post(f"/settings/products/{row.pk}/removal")
    assert list(web.get("/settings/products").context["page"]) == []
    web.post(f"/settings/products/{row.pk}/return")
    assert list(web.get("/settings/products?query=bea").context["page"]) == [row]


def test_prices_may_be_written_with_a_comma_as_in_files(web):
    web.post("/settings/products/new", FORM | {"price": "12,50", "former_price": "1.234,50"})
    row = CatalogProduct.objects.get()
    assert (row.price_minor, row.former_minor) == (1250, 123450)
    wrong = web.post(f"/settings/products/{row.pk}", FORM | {"former_price": "cheap"})
    assert list(wrong.context["form"].errors) == ["former_price"]


def test_a_file_is_looked_at_before_it_is_taken_over(web):
    file = SimpleUploadedFile("shop.csv", b"key,name,price\n1,Tea,5\n2,,5\n")

    looked = web.post("/settings/products/file", {"file": file}, follow=True)

    assert (looked.context["good"], [one.line for one in looked.context["found"].bad]) == (1, [3])
    assert not CatalogProduct.objects.exists()
    done = web.post(f"/settings/products/file/{CatalogFile.objects.get().pk}/run")
    assert [str(one) for one in get_messages(done.wsgi_request)] == ["Taken over: 1 new, 0 changed, 0 as they were."]
    assert (CatalogProduct.objects.get().price_minor, CatalogFile.objects.count()) == (500, 0)
