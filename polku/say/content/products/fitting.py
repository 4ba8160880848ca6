"""The products that a block means now, in order."""

import re
from collections.abc import Sequence

from django.db.models import Count, QuerySet

from polku.know.catalog.models import CatalogProduct
from polku.know.catalog.products import within
from polku.know.teams.begin import the_team
from polku.say.content.blocks.blocks import Products

APART = re.compile(r"[\s,;、，]+")


def fitting(block: Products) -> Sequence[CatalogProduct]:
    """At most as many as it shows, all in stock.

    By price only those in one currency are compared: the team's, or where none is in it the one that most are in. Of
    the same age or price the key decides.
    """
    among = CatalogProduct.objects.filter(removed_at__isnull=True, in_stock=True)
    if block.source == "chosen":
        keys = keys_of(block)
        rows = available(keys)
        return [rows[key] for key in keys if key in rows][: block.count]
    if block.category.strip():
        among = among.filter(within(block.category.strip()))
    if block.source == "lowest":
        return list(among.filter(currency=_currency(among)).order_by("price_minor", "key")[: block.count])
    return list(among.order_by("-added_at", "key")[: block.count])


def available(keys: Sequence[str]) -> dict[str, CatalogProduct]:
    """Which of these can be had, by key."""
    among = CatalogProduct.objects.filter(removed_at__isnull=True, in_stock=True, key__in=keys)
    return {row.key: row for row in among}


def _currency(among: QuerySet[CatalogProduct]) -> str:
    ours = the_team().currency or "USD"
    if among.filter(currency=ours).exists():
        return ours
    others = among.values("currency").annotate(products=Count("pk")).order_by("-products", "currency")
    return next((str(one["currency"]) for one in others[:1]), ours)


def keys_of(block: Products) -> list[str]:
    """Those that were chosen, each once, in order."""
    return list(dict.fromkeys(key for key in APART.split(block.keys) if key))
