"""Segments: making them, and asking who is in them."""

from datetime import datetime

from django.db import transaction

from polku.know.rules import ask
from polku.know.rules.tree import read
from polku.know.segments.models import Segment
from polku.know.teams import trail
from polku.know.teams.models import Member


class SegmentError(Exception):
    """Something is wrong with a segment."""


class NameTaken(SegmentError):
    """Another segment has this name."""


def create(name: str, *, rule: object, by: Member | None = None) -> Segment:
    """Name a rule. Raises RuleError, and NameTaken: two of one name cannot be told apart where one is chosen."""
    read(rule)
    name = name.strip()
    if name.casefold() in {other.casefold() for other in Segment.objects.values_list("name", flat=True)}:
        raise NameTaken
    with transaction.atomic():
        made = Segment.objects.create(name=name, rule=rule, created_by=by)
        trail.note(by, "segment.made", subject=f"segment:{made.pk}", after={"name": name, "rule": rule})
    return made


def remove(segment: Segment, *, by: Member) -> None:
    """Take a segment away. Whoever still uses it must be asked before."""
    with transaction.atomic():
        was = {"name": segment.name, "rule": segment.rule}
        trail.note(by, "segment.removed", subject=f"segment:{segment.pk}", before=was)
        segment.delete()


def all_segments() -> list[Segment]:
    return list(Segment.objects.select_related("created_by").order_by("name", "id"))


def count(segment: Segment, now: datetime) -> int:
    return ask.count(segment.rule, now)


def people(segment: Segment, now: datetime) -> list[int]:
    """Profile numbers."""
    return ask.people(segment.rule, now)
