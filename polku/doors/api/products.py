"""The catalog of products."""

from typing import Annotated, Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router
from ninja.responses import Status

from polku.doors.api.asked import bounded, member
from polku.doors.api.errors import ApiError, not_found
from polku.doors.api.forms.base import answers
from polku.doors.api.forms.products import ProductIn, ProductList, ProductOut, ProductsIn, ProductsKept
from polku.doors.api.key import Key
from polku.know.catalog import products as verbs
from polku.know.catalog.models import CatalogProduct
from polku.know.catalog.prices import written
from polku.know.catalog.problems import CatalogError
from polku.know.catalog.said import Said, values_of
from polku.know.teams.begin import the_team

router = Router(tags=["catalog"])
PRODUCTS = "/catalog/products"
Search = Annotated[str, Query(max_length=200, description="What stands in a name or a key")]
Category = Annotated[str, Query(max_length=500, description="With those below it")]
Limit = Annotated[int, Query(ge=1, le=1_000, description="So many at the most")]
After = Annotated[int, Query(ge=0, description="`next` of the part before")]


@router.get(PRODUCTS, auth=Key("campaigns.see"), response=answers(ProductList, 422), summary="List products")
def listed(
    request: HttpRequest, search: Search = "", category: Category = "", limit: Limit = 100, after: After = 0
) -> ProductList:
    among = verbs.listed(search.replace("\0", ""), category=category.replace("\0", ""))
    rows = list(among.filter(pk__gt=bounded(after)).order_by("pk")[: limit + 1])
    return ProductList(
        products=[_shown(row) for row in rows[:limit]], next=rows[limit - 1].pk if len(rows) > limit else None
    )


@router.post(
    PRODUCTS, auth=Key("campaigns.edit"), response=answers(ProductsKept, 400, 413, 422), summary="Say what is sold"
)
def keep(request: HttpRequest, given: ProductsIn) -> ProductsKept:
    """All of them or none. A product that is known by its key is changed; the same said twice changes nothing."""
    currency = the_team().currency or "USD"
    values = []
    for number, one in enumerate(given.products):
        try:
            values.append(values_of(_said(one, currency=currency)))
        except CatalogError as problem:
            raise ApiError(422, "invalid", str(problem), field=f"products.{number}.{problem.field}") from problem
    done = verbs.keep(values, by=member(request))
    return ProductsKept(added=done.added, changed=done.changed, same=done.same)


@router.delete(
    f"{PRODUCTS}/{{product_id}}",
    auth=Key("campaigns.edit"),
    response=answers(None, 404, 422, status=204),
    summary="Remove a product",
)
def remove(request: HttpRequest, product_id: int) -> Any:
    row = CatalogProduct.objects.filter(pk=bounded(product_id), removed_at__isnull=True).first()
    if row is None:
        raise not_found(_("There is no product {id}.").format(id=product_id))
    verbs.remove(row, by=member(request))
    return Status(204, None)


def _said(one: ProductIn, *, currency: str) -> Said:
    return Said(**one.model_dump() | {"currency": one.currency or currency})


def _shown(row: CatalogProduct) -> ProductOut:
    return ProductOut(
        id=row.pk,
        key=row.key,
        name=row.name,
        price=written(row.price_minor, row.currency),
        former_price=written(row.former_minor, row.currency) if row.former_minor is not None else None,
        currency=row.currency,
        description=row.description,
        url=row.url,
        picture=row.picture,
        category=row.category,
        in_stock=row.in_stock,
        extra=row.extra,
        updated_at=row.updated_at,
    )
