"""Forgetting which stores people came to."""

from polku.know.events.forgetting.whom import Whom
from polku.know.people.stores.models import StoreVisit

PART = 1_000


def forget(whom: Whom) -> int:
    numbers = sorted(whom.identities)
    parts = [numbers[start : start + PART] for start in range(0, len(numbers), PART)]
    return sum(StoreVisit.objects.filter(identity_id__in=part).delete()[0] for part in parts)
