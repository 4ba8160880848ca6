"""All products: searched, by category, and those that were removed."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from polku.doors.web.asked import Asked
from polku.doors.web.policy import shows_pictures
from polku.know.catalog.products import categories, listed

ROWS = 50


@never_cache
@require_safe
def products(request: Asked) -> HttpResponse:
    search, category = (request.GET.get(name, "").strip()[:500].replace("\0", "") for name in ("query", "category"))
    is_removed = request.GET.get("removed") == "yes"
    page = Paginator(listed(search, category=category, is_removed=is_removed), ROWS).get_page(request.GET.get("page"))
    given = {
        "query": search,
        "category": category,
        "categories": categories(),
        "is_removed": is_removed,
        "is_filtered": bool(search or category),
        "page": page,
        "total": page.paginator.count,
    }
    return shows_pictures(render(request, "products/products.html", given))
