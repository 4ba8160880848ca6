"""The segments that somebody is in."""

from dataclasses import dataclass
from datetime import datetime

from polku.doors.web.columns_asked import ask
from polku.know.segments.live import membership
from polku.know.segments.models import Segment


@dataclass(frozen=True)
class Belongs:
    segment: Segment
    since: datetime


def segments_of(profile_id: int) -> list[Belongs]:
    """By name; none while the column store cannot be asked."""
    since = {one.segment: one.at for one in ask(lambda: membership.segments_of(profile_id)) or []}
    return [Belongs(one, since[one.pk]) for one in Segment.objects.filter(pk__in=since).order_by("name", "pk")]
