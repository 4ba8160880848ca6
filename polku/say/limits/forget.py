"""Forgetting who is on the list of those that get nothing, and telling a person that they are."""

from collections.abc import Mapping
from typing import Any

from polku.kit import clock, ids
from polku.know.events.forgetting.keeper import Person
from polku.know.events.forgetting.whom import Whom
from polku.know.people.export import instant
from polku.say.limits.models import NeverTo
from polku.say.limits.never import EMAIL

PART = 500


def forget(whom: Whom) -> int:
    numbers = sorted(set(whom.identities) | {ids.identity_id(EMAIL, address) for address in whom.emails})
    return sum(
        NeverTo.objects.filter(identity_id__in=numbers[start : start + PART]).delete()[0]
        for start in range(0, len(numbers), PART)
    )


def tell(person: Person) -> Mapping[str, Any]:
    rows = NeverTo.objects.filter(identity_id__in=list(person)).order_by("pk")
    return {"never_written_to": [{"since": instant(clock.to_ms(row.at)), "reason": row.reason} for row in rows]}
