"""Testers forgotten, and told of it."""

from collections.abc import Iterable, Mapping
from typing import Any

from polku.know.events.forgetting.keeper import Person
from polku.know.events.forgetting.whom import Whom
from polku.say.outbox.testers.models import Tester


def forget(whom: Whom) -> int:
    return Tester.objects.filter(identity_id__in=_theirs(whom.identities)).delete()[0]


def tell(person: Person) -> Mapping[str, Any]:
    return {"gets_tests": Tester.objects.filter(identity_id__in=_theirs(person)).exists()}


def _theirs(identities: Iterable[int]) -> list[int]:
    """Testers are few: all of them are looked at, rather than thousands of identities asked for."""
    known = frozenset(identities)
    return [number for number in Tester.objects.values_list("identity_id", flat=True) if number in known]
