"""Choosing products and categories in forms: those that are ticked, and what a search finds beside them."""

from dataclasses import dataclass, field

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from polku.doors.web.asked import Asked
from polku.know.catalog.models import CatalogProduct
from polku.know.catalog.products import categories, listed

PARTS = ("goods", "goods_2", "goods_3", "needs")
OFFERED = 8


@dataclass(frozen=True)
class Picked:
    """(value, words) of each."""

    part: str
    products: list[tuple[str, str]]
    categories: list[tuple[str, str]]
    found_products: list[tuple[str, str]] = field(default_factory=list)
    found_categories: list[tuple[str, str]] = field(default_factory=list)
    query: str = ""

    @property
    def is_any(self) -> bool:
        return bool(self.products or self.categories)

    @property
    def is_unknown(self) -> bool:
        """What was searched for may be a product that the catalog lacks."""
        return bool(self.query) and not self.found_products and not self.found_categories


def picked(part: str, products: list[str], groups: list[str], *, query: str = "") -> Picked:
    """With what fits the query, which is not ticked yet; without one, the first categories."""
    names = dict(CatalogProduct.objects.filter(key__in=products).values_list("key", "name"))
    wanted = query.casefold()
    fit = [one for one in categories() if wanted in one.casefold() and one not in groups]
    rows = listed(query).exclude(key__in=products)[:OFFERED] if query else []
    return Picked(
        part=part,
        products=[(key, names.get(key, key)) for key in products],
        categories=[(one, one) for one in groups],
        found_products=[(row.key, row.name) for row in rows],
        found_categories=[(one, one) for one in fit[:OFFERED]],
        query=query,
    )


@never_cache
@require_POST
def goods(request: Asked, part: str) -> HttpResponse:
    if part not in PARTS:
        raise Http404
    products, groups = (
        [one.replace("\0", "")[:200] for one in request.POST.getlist(f"{part}_{what}")][:500]
        for what in ("products", "categories")
    )
    query = request.POST.get(f"{part}_query", "").strip()[:200].replace("\0", "")
    return render(request, "programs/goods.html", {"goods": picked(part, products, groups, query=query)})
