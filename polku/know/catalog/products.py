"""Keeping what is said of products, removing them and having them back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from polku.kit import clock
from polku.know.catalog.models import CatalogProduct
from polku.know.catalog.said import LEVEL
from polku.know.teams import trail
from polku.know.teams.models import Member

PART = 500
FIELDS = (
    "name", "description", "url", "picture", "price_minor", "former_minor", "currency", "category", "in_stock", "extra",
)  # fmt: skip


@dataclass(frozen=True)
class Kept:
    added: int = 0
    changed: int = 0
    same: int = 0


@transaction.atomic
def keep(values: Sequence[dict[str, Any]], *, by: Member | None) -> Kept:
    """Each, as `said.values_of` gives it, in the place of what was said of its key; of one key the last counts.

    What is said a second time changes nothing. A product that was removed is there again.
    """
    now = clock.now()
    last = {one["key"]: one for one in values}
    known: dict[str, CatalogProduct] = {}
    keys = sorted(last)
    for start in range(0, len(keys), PART):
        rows = CatalogProduct.objects.select_for_update().filter(key__in=keys[start : start + PART])
        known |= {row.key: row for row in rows}
    fresh = [CatalogProduct(**last[key], added_at=now, updated_at=now, by=by) for key in keys if key not in known]
    changed = [row for key, row in known.items() if _take_over(row, last[key], by=by, now=now)]
    CatalogProduct.objects.bulk_create(fresh, batch_size=PART)
    CatalogProduct.objects.bulk_update(changed, [*FIELDS, "updated_at", "by", "removed_at"], batch_size=50)
    if fresh or changed:
        one = next(iter(known.values()), None) if len(last) == 1 else None
        after: dict[str, Any] = {"added": len(fresh), "changed": len(changed)}
        if len(last) == 1:
            after = {"key": keys[0], **{name: last[keys[0]][name] for name in FIELDS}}
        subject = f"product:{one.pk}" if one is not None else "product:"
        trail.note(by, "product.saved", subject=subject, after=after)
    return Kept(len(fresh), len(changed), len(last) - len(fresh) - len(changed))


@transaction.atomic
def remove(row: CatalogProduct, *, by: Member | None) -> None:
    if CatalogProduct.objects.filter(pk=row.pk, removed_at__isnull=True).update(removed_at=clock.now()):
        trail.note(by, "product.removed", subject=f"product:{row.pk}", before={"key": row.key, "name": row.name})


@transaction.atomic
def have_back(row: CatalogProduct, *, by: Member | None) -> None:
    if CatalogProduct.objects.filter(pk=row.pk, removed_at__isnull=False).update(removed_at=None):
        trail.note(by, "product.restored", subject=f"product:{row.pk}", after={"key": row.key, "name": row.name})


def listed(search: str = "", *, category: str = "", is_removed: bool = False) -> QuerySet[CatalogProduct]:
    """By name. A category has those below it, too."""
    text = search.strip()
    found = Q(name__icontains=text) | Q(key__icontains=text)
    among = CatalogProduct.objects.filter(found, removed_at__isnull=not is_removed)
    return (among.filter(within(category)) if category else among).order_by("name", "key")


def within(category: str) -> Q:
    return Q(category=category) | Q(category__startswith=f"{category}{LEVEL}")


def categories() -> list[str]:
    """Every one that a product is in, and those above them, in order."""
    paths = (
        CatalogProduct.objects.filter(removed_at__isnull=True).exclude(category="").values_list("category", flat=True)
    )
    found: set[str] = set()
    for path in paths.distinct():
        levels = path.split(LEVEL)
        found |= {LEVEL.join(levels[: number + 1]) for number in range(len(levels))}
    return sorted(found)


def _take_over(row: CatalogProduct, values: dict[str, Any], *, by: Member | None, now: datetime) -> bool:
    if row.removed_at is None and all(getattr(row, name) == values[name] for name in FIELDS):
        return False
    for name in FIELDS:
        setattr(row, name, values[name])
    row.updated_at, row.by, row.removed_at = now, by, None
    return True
