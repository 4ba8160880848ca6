"""Segments: rules with a name."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router
from ninja.responses import Status

from polku.doors.api.errors import ApiError, not_found
from polku.doors.api.forms.base import answers
from polku.doors.api.forms.segments import SegmentIn, SegmentOut, Segments
from polku.doors.api.key import Key
from polku.know.rules.condition import RuleError
from polku.know.rules.sentence import sentence
from polku.know.segments.models import Segment
from polku.know.segments.segments import NameTaken
from polku.know.segments.segments import create as make

MOST = 1_000
LARGEST_NUMBER = 2**63 - 1

router = Router(tags=["segments"])


@router.get("/segments", auth=Key("segments.see"), response=answers(Segments), summary="List segments, by name")
def segments(request: HttpRequest) -> Segments:
    return Segments(segments=[_shown(row) for row in Segment.objects.order_by("name", "pk")[:MOST]])


@router.post(
    "/segments",
    auth=Key("segments.edit"),
    response=answers(SegmentOut, 400, 409, 413, 422, status=201),
    summary="Give a rule a name",
)
def create(request: HttpRequest, given: SegmentIn) -> Any:
    member = request.auth.created_by  # type: ignore[attr-defined] # put there by the key's check
    try:
        made = make(given.name, rule=given.rule, by=member)
    except RuleError as error:
        raise ApiError(422, "invalid", str(error), field="rule") from error
    except NameTaken as error:
        raise ApiError(409, "name_taken", _("There is a segment of this name already."), field="name") from error
    return Status(201, _shown(made))


@router.get(
    "/segments/{segment_id}", auth=Key("segments.see"), response=answers(SegmentOut, 404, 422), summary="One segment"
)
def segment(request: HttpRequest, segment_id: int) -> SegmentOut:
    row = Segment.objects.filter(pk=segment_id).first() if abs(segment_id) <= LARGEST_NUMBER else None
    if row is None:
        raise not_found(_("There is no segment {id}.").format(id=segment_id))
    return _shown(row)


def _shown(row: Segment) -> SegmentOut:
    return SegmentOut(id=row.pk, name=row.name, rule=row.rule, sentence=sentence(row.rule))
