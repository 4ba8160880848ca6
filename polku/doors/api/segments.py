"""Segments: rules with a name."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router
from ninja.responses import Status

from polku.doors.api.errors import ApiError, not_found
from polku.doors.api.forms import SegmentIn, SegmentOut, Segments
from polku.know.rules.condition import RuleError
from polku.know.rules.sentence import sentence
from polku.know.segments.models import Segment

MOST = 1_000
LARGEST_NUMBER = 2**63 - 1

router = Router(tags=["segments"])


@router.get("/segments", response=Segments, summary="List segments, by name")
def segments(request: HttpRequest) -> Segments:
    return Segments(segments=[_shown(row) for row in Segment.objects.order_by("name", "pk")[:MOST]])


@router.post("/segments", response={201: SegmentOut}, summary="Give a rule a name")
def create(request: HttpRequest, given: SegmentIn) -> Any:
    try:
        sentence(given.rule)
    except RuleError as error:
        raise ApiError(422, "invalid", str(error), field="rule") from error
    member = request.auth.created_by  # type: ignore[attr-defined] # put there by the key's check
    return Status(201, _shown(Segment.objects.create(name=given.name, rule=given.rule, created_by=member)))


@router.get("/segments/{segment_id}", response=SegmentOut, summary="One segment")
def segment(request: HttpRequest, segment_id: int) -> SegmentOut:
    row = Segment.objects.filter(pk=segment_id).first() if abs(segment_id) <= LARGEST_NUMBER else None
    if row is None:
        raise not_found(_("There is no segment {id}.").format(id=segment_id))
    return _shown(row)


def _shown(row: Segment) -> SegmentOut:
    return SegmentOut(id=row.pk, name=row.name, rule=row.rule, sentence=sentence(row.rule))
