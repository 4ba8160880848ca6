"""Writing a product by hand, removing it, having it back."""

import json

from django import forms
from django.contrib import messages
from django.core.validators import ProhibitNullCharactersValidator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from polku.doors.web.asked import Asked
from polku.doors.web.policy import shows_pictures
from polku.know.catalog import products as verbs
from polku.know.catalog.models import CATEGORY_LENGTH, KEY_LENGTH, NAME_LENGTH, URL_LENGTH, CatalogProduct
from polku.know.catalog.prices import written
from polku.know.catalog.problems import CatalogError
from polku.know.catalog.read_file import amount
from polku.know.catalog.said import DESCRIPTION_LENGTH, Said, values_of

PAGE = "settings products"
NO_NUL = ProhibitNullCharactersValidator()


class ProductForm(forms.Form):
    key = forms.CharField(max_length=KEY_LENGTH, required=False, validators=[NO_NUL])
    name = forms.CharField(max_length=NAME_LENGTH, validators=[NO_NUL])
    description = forms.CharField(max_length=DESCRIPTION_LENGTH, required=False, validators=[NO_NUL])
    url = forms.CharField(max_length=URL_LENGTH, required=False, validators=[NO_NUL])
    picture = forms.CharField(max_length=URL_LENGTH, required=False, validators=[NO_NUL])
    price = forms.CharField(max_length=40)
    former_price = forms.CharField(max_length=40, required=False)
    currency = forms.CharField(max_length=3)
    category = forms.CharField(max_length=CATEGORY_LENGTH, required=False, validators=[NO_NUL])
    in_stock = forms.BooleanField(required=False)
    extra = forms.CharField(label=gettext_lazy("Other facts"), max_length=20_000, required=False)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def product(request: Asked, product_id: int | None = None) -> HttpResponse:
    row = get_object_or_404(CatalogProduct, pk=product_id) if product_id is not None else None
    currency = request.team.currency or "USD"
    form = ProductForm(request.POST) if request.method == "POST" else ProductForm(initial=_initial(row, currency))
    if form.is_bound and form.is_valid() and _kept(form, row, request):
        messages.success(request, _("Saved."))
        return redirect(PAGE)
    given = {"product": row, "form": form, "categories": verbs.categories()}
    return shows_pictures(render(request, "products/product.html", given, status=422 if form.is_bound else 200))


@require_POST
def removed(request: Asked, product_id: int) -> HttpResponse:
    verbs.remove(get_object_or_404(CatalogProduct, pk=product_id), by=request.user)
    messages.success(request, _("The product is removed. It can be had back below “Removed”."))
    return redirect(PAGE)


@require_POST
def had_back(request: Asked, product_id: int) -> HttpResponse:
    verbs.have_back(get_object_or_404(CatalogProduct, pk=product_id), by=request.user)
    messages.success(request, _("The product is there again."))
    return redirect(PAGE)


def _kept(form: ProductForm, row: CatalogProduct | None, request: Asked) -> bool:
    given = form.cleaned_data
    try:
        extra = json.loads(given["extra"] or "{}")
    except (ValueError, RecursionError):
        extra = None
    if not isinstance(extra, dict):
        form.add_error("extra", _("Write a JSON object, such as {example}.").format(example='{"roast": "dark"}'))
        return False
    key = row.key if row is not None else given["key"]
    try:
        prices = {name: amount(given[name], name) for name in ("price", "former_price") if given[name]}
        values = values_of(Said(**given | prices | {"key": key, "extra": extra}))
        if row is None and CatalogProduct.objects.filter(key=values["key"], removed_at__isnull=True).exists():
            raise CatalogError(_("There is a product with this key already."), field="key")
    except CatalogError as problem:
        form.add_error(problem.field, str(problem))
        return False
    verbs.keep([values], by=request.user)
    return True


def _initial(row: CatalogProduct | None, currency: str) -> dict[str, object]:
    if row is None:
        return {"currency": currency, "in_stock": True}
    former = written(row.former_minor, row.currency) if row.former_minor is not None else ""
    names = ("name", "description", "url", "picture", "currency", "category", "in_stock")
    return {name: getattr(row, name) for name in names} | {
        "price": written(row.price_minor, row.currency),
        "former_price": former,
        "extra": json.dumps(row.extra, ensure_ascii=False) if row.extra else "",
    }
