"""Describing stores, changing and removing what was said."""

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from polku.kit import clock
from polku.know.people.stores.models import LONGEST
from polku.know.people.stores.within import known_stores
from polku.know.places.models import Store
from polku.know.places.problems import PlaceError
from polku.know.places.said import Said, values_of
from polku.know.teams import trail
from polku.know.teams.models import Member


@transaction.atomic
def describe(key: str, said: Said, *, by: Member | None, is_new: bool = False) -> Store:
    """In the place of what was said of it. `is_new`: it must not be described yet. Raises PlaceError."""
    key = key.replace("\0", "").strip()
    if not 0 < len(key) <= LONGEST:
        raise PlaceError(_("Write its key, of at most {most} characters.").format(most=LONGEST), field="key")
    values = values_of(said)
    row = Store.objects.select_for_update().filter(key=key).first()
    if row is not None and is_new:
        raise PlaceError(_("There is a store with this key already: {name}.").format(name=row.name), field="key")
    before = _plain(row) if row is not None else None
    if before == values and row is not None:
        return row
    row, _is_new = Store.objects.update_or_create(key=key, defaults=values | {"changed_at": clock.now(), "by": by})
    subject = f"store:{row.pk}"
    if before is None:
        trail.note(by, "store.made", subject=subject, after={"key": key} | _plain(row))
    else:
        was, became = trail.changed(before, _plain(row))
        trail.note(by, "store.changed", subject=subject, before=was, after=became)
    return row


@transaction.atomic
def remove(store: Store, *, by: Member | None) -> None:
    """What is said of it; who was there stays known."""
    trail.note(by, "store.removed", subject=f"store:{store.pk}", before={"key": store.key} | _plain(store))
    store.delete()


def listed(search: str = "") -> QuerySet[Store]:
    text = search.strip()
    found = Q(name__icontains=text) | Q(key__icontains=text) | Q(address__icontains=text)
    return Store.objects.filter(found).order_by("name", "key")


def not_described() -> list[str]:
    """Stores that events have named and nobody has described."""
    described = set(Store.objects.values_list("key", flat=True))
    return [key for key in known_stores() if key not in described]


def named_stores() -> list[tuple[str, str]]:
    """(key, name) of all that are known, described or only named by events."""
    return [*listed().values_list("key", "name"), *((key, key) for key in not_described())]


def _plain(row: Store) -> dict[str, object]:
    names = ("name", "address", "latitude", "longitude", "time_zone", "week", "days")
    return {name: getattr(row, name) for name in names}
