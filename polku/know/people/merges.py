"""What was merged into a person and what was refused, for their page."""

from django.db.models import Q

from polku.know.people.models import Identity, Merge, Refused


def merges_of(profile_id: int) -> list[Merge]:
    """The newest first; the undone ones are shown on the pages of both."""
    into = Merge.objects.filter(profile_id=profile_id)
    parted = Merge.objects.filter(undone_at_ms__isnull=False, absorbed_id=profile_id)
    return sorted([*into, *parted], key=lambda merge: (-merge.at_ms, merge.low_id, merge.high_id))


def refused_of(profile_id: int, *, limit: int = 100) -> list[Refused]:
    """Links of this person's identities that joined nobody, with the rule against them; the newest first."""
    mine = list(Identity.objects.filter(profile_id=profile_id).values_list("id", flat=True))
    found = Refused.objects.filter(Q(low_id__in=mine) | Q(high_id__in=mine))
    return list(found.order_by("-at_ms", "low_id", "high_id")[:limit])
