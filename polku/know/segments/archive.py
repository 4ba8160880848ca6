"""Segments that nobody wants any more, though they have a history: out of sight, not followed, and had back at will."""

from collections.abc import Iterable

from django.db import transaction

from polku.kit import clock
from polku.know.segments.errors import SegmentInUse
from polku.know.segments.made_of import nothing_archived
from polku.know.segments.models import Segment
from polku.know.segments.segments import ask_anew
from polku.know.segments.uses import Users, uses
from polku.know.teams import trail
from polku.know.teams.models import Member


def archive(segment: Segment, *, by: Member | None, users: Iterable[Users]) -> Segment:
    """Put it away; twice is once. `users`: flow.USES; those that are past do not hold it. Raises SegmentInUse."""
    with transaction.atomic():
        row = Segment.objects.select_for_update().get(pk=segment.pk)
        if not row.is_archived:
            if used_by := [use for use in uses(row, users) if not use.is_past]:
                raise SegmentInUse(used_by)
            row.archived_at = row.edited_at = clock.now()
            row.was_live, row.is_live = row.is_live, False
            _keep(row, "segment.archived", by=by)
    segment.refresh_from_db()
    return segment


def unarchive(segment: Segment, *, by: Member | None) -> Segment:
    """Have it back as it was; everybody is asked anew, since nobody followed it. Twice is once.

    Raises RuleError where another segment of its rule is archived.
    """
    with transaction.atomic():
        row = Segment.objects.select_for_update().get(pk=segment.pk)
        if row.is_archived:
            nothing_archived(row.rule, but=row)
            row.archived_at, row.is_live, row.edited_at = None, row.was_live, clock.now()
            _keep(row, "segment.unarchived", by=by)
            ask_anew(row)
    segment.refresh_from_db()
    return segment


def _keep(row: Segment, action: str, *, by: Member | None) -> None:
    row.save(update_fields=["archived_at", "was_live", "is_live", "edited_at"])
    trail.note(by, action, subject=f"segment:{row.pk}", after={"name": row.name})
