"""Forgetting who stood on lists."""

from django.db.models import F

from polku.know.events.forgetting.whom import Whom
from polku.know.segments.models import ListMember, Segment

PART = 1_000
COLUMNS = tuple((table, "identity IN (SELECT identity FROM going_people)") for table in ("list_members", "rfm"))


def forget(whom: Whom) -> int:
    """Their lists are copied to the columns again: a copy that is under way just now may still hold them."""
    numbers, gone = sorted(whom.identities), 0
    for start in range(0, len(numbers), PART):
        theirs = ListMember.objects.filter(identity_id__in=numbers[start : start + PART])
        lists = list(theirs.values_list("segment_id", flat=True).distinct())
        Segment.objects.filter(pk__in=lists).update(listed=F("listed") + 1)
        gone += theirs.delete()[0]
    return gone
