"""The products that a block means now, in order."""

import re
from collections.abc import Sequence

from polku.know.catalog.models import CatalogProduct
from polku.know.catalog.products import within
from polku.know.teams.begin import the_team
from polku.say.content.blocks.blocks import Products

APART = re.compile(r"[\s,;、，]+")


def fitting(block: Products) -> Sequence[CatalogProduct]:
    """At most as many as it shows, all in stock.

    By price only those in the team's currency are compared; of the same age or price the key decides.
    """
    among = CatalogProduct.objects.filter(removed_at__isnull=True, in_stock=True)
    if block.source == "chosen":
        keys = keys_of(block)
        rows = {row.key: row for row in among.filter(key__in=keys)}
        return [rows[key] for key in keys if key in rows][: block.count]
    if block.category.strip():
        among = among.filter(within(block.category.strip()))
    if block.source == "lowest":
        among = among.filter(currency=the_team().currency or "USD")
        return list(among.order_by("price_minor", "key")[: block.count])
    return list(among.order_by("-added_at", "key")[: block.count])


def keys_of(block: Products) -> list[str]:
    """Those that were chosen, each once, in order."""
    return list(dict.fromkeys(key for key in APART.split(block.keys) if key))
