"""A segment that was changed elsewhere while its form was open here: nothing of that is overwritten unasked."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction

from polku.doors.web.paging import whole_number
from polku.doors.web.segments.builder.texts import same
from polku.know.segments.models import Segment, SegmentVersion
from polku.know.segments.segments import edit
from polku.know.segments.words import in_words
from polku.know.teams.models import Member


class ChangedMeanwhile(Exception):
    """Somebody saved the segment between the look at it and the saving."""


@dataclass(frozen=True)
class Mine:
    """What was changed here, against what the form was opened with; None: that was not, and stays as it is now."""

    name: str | None = None
    rule: Any = None


@dataclass(frozen=True)
class Clash:
    """`now`: what somebody made of the segment meanwhile."""

    now: SegmentVersion
    words: str
    mine: Mine


def opened_with(row: Segment | None, data: Any) -> int:
    """The number of the version with which the form was opened. `data`: Django's own QueryDict."""
    return 0 if row is None else whole_number(data.get("opened")) or row.version


def mine_of(row: Segment, opened: int, *, name: str, rule: Any) -> Mine:
    """What is to be saved of what was sent."""
    before = row.versions.filter(number=opened).first()
    is_name = name != row.name and (before is None or name != before.name)
    is_rule = not same(rule, row.rule) and (before is None or not same(rule, before.rule))
    return Mine(name if is_name else None, rule if is_rule else None)


def clash_of(row: Segment, opened: int, mine: Mine) -> Clash | None:
    """None where nobody was quicker, or nothing was changed here."""
    if opened == row.version or mine == Mine():
        return None
    now = row.versions.select_related("by").get(number=row.version)
    return Clash(now, in_words(now.rule), mine)


def save(row: Segment, mine: Mine, *, by: Member) -> Segment:
    """Raises ChangedMeanwhile where the segment is no longer what `row` says, and what `edit` does."""
    with transaction.atomic():
        if Segment.objects.select_for_update().get(pk=row.pk).version != row.version:
            raise ChangedMeanwhile
        return edit(row, name=mine.name, rule=mine.rule, by=by)
