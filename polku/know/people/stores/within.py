"""Whom a member, or a key, that is limited to stores may see. No limit: everybody."""

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet

from polku.know.people.models import Identity, Profile
from polku.know.people.stores.models import StoreVisit

MOST_NAMED = 500


def within(among: QuerySet[Profile], stores: Sequence[str]) -> QuerySet[Profile]:
    """Those of the profiles with an event or an order at one of the stores."""
    if not stores:
        return among
    there = StoreVisit.objects.filter(store__in=stores).values("identity_id")
    return among.filter(id__in=Identity.objects.filter(id__in=there).values("profile_id"))


def is_within(profile_id: int, stores: Sequence[str]) -> bool:
    if not stores:
        return True
    theirs = Identity.objects.filter(profile_id=profile_id).values("id")
    return StoreVisit.objects.filter(identity_id__in=theirs, store__in=stores).exists()


def only_within(profiles: Sequence[Profile], stores: Sequence[str]) -> list[Profile]:
    """The same order, less those who may not be seen."""
    if not stores:
        return list(profiles)
    numbers = [profile.id for profile in profiles]
    seen = set(within(Profile.objects.filter(id__in=numbers), stores).values_list("id", flat=True))
    return [profile for profile in profiles if profile.id in seen]


def known_stores() -> list[str]:
    """The stores that events have named so far."""
    found: Iterable[str] = StoreVisit.objects.order_by("store").values_list("store", flat=True).distinct()[:MOST_NAMED]
    return list(found)
