"""What coupons' conditions name: asked once for as many of them as are told."""

from collections.abc import Iterable, Mapping

import msgspec

from polku.act.rewards.coupons.terms import CouponTerms
from polku.act.rewards.ranks.standing import titles
from polku.know.catalog.models import CatalogProduct
from polku.know.places.models import Store


class Names(msgspec.Struct, frozen=True):
    """By their keys; what is not there any more is missing."""

    stores: Mapping[str, str]
    products: Mapping[str, str]
    ranks: Mapping[str, str]


def names_of(told: Iterable[CouponTerms]) -> Names:
    """One question for each kind that is named at all."""
    terms = list(told)
    asked = [one.conditions for one in terms]
    goods = [*(one.benefit.goods for one in terms), *(one.needs for one in asked if one.needs is not None)]
    stores = {key for one in asked for key in one.stores}
    ranks = {key for one in asked for key in one.ranks}
    return Names(
        stores=dict(Store.objects.filter(key__in=stores).values_list("key", "name")),
        products=products_of({key for one in goods for key in one.products}),
        ranks=titles(ranks) if ranks else {},
    )


def products_of(keys: Iterable[str]) -> dict[str, str]:
    return dict(CatalogProduct.objects.filter(key__in=list(keys)).values_list("key", "name"))
