"""Which segments a person is in, for herself to know."""

from collections.abc import Mapping
from typing import Any

from polku.kit import clock, columns
from polku.know.events.forgetting.keeper import Person
from polku.know.people.models import Identity
from polku.know.rules import ask
from polku.know.rules.condition import RuleError
from polku.know.segments.models import Segment


def tell(person: Person) -> Mapping[str, Any]:
    if not columns.is_open():
        return {"segments": None}  # another process has the columns: nobody can say just now
    profile = Identity.objects.filter(id__in=person).values_list("profile_id", flat=True).first() or 0
    return {"segments": [one.name for one in Segment.objects.order_by("name", "pk") if _finds(one, profile, person)]}


def _finds(segment: Segment, profile: int, person: Person) -> bool:
    """A rule that nothing can be found by any more finds nobody."""
    if segment.is_list:
        return segment.listed_people.filter(identity_id__in=person).exists()
    try:
        return ask.finds(segment.rule, clock.now(), profile)
    except RuleError:
        return False
