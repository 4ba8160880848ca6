"""Segments: rules with a name, and lists with a name."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router
from ninja.responses import Status

from polku.doors.api.asked import bounded, member
from polku.doors.api.errors import in_rule, not_found
from polku.doors.api.forms.base import answers
from polku.doors.api.forms.rules import DoubtOut
from polku.doors.api.forms.segments import (
    Archived,
    ChangeIn,
    ChangeOut,
    NameIn,
    PartOut,
    SegmentChanged,
    SegmentIn,
    SegmentOut,
    SegmentPatch,
    Segments,
    SegmentVersionOut,
    StateOut,
    TriedOut,
    UseOut,
    Uses,
    Versions,
)
from polku.doors.api.key import Key
from polku.flow import USES
from polku.kit import clock
from polku.know.rules.doubts import doubts
from polku.know.segments import lists
from polku.know.segments import segments as verbs
from polku.know.segments.archive import archive, unarchive
from polku.know.segments.changes import Change, what_changed, what_would_change
from polku.know.segments.leaf import archived_said
from polku.know.segments.models import Segment, SegmentVersion
from polku.know.segments.uses import uses
from polku.know.segments.words import in_words, trouble_of

MOST = 1_000

router = Router(tags=["segments"])


@router.get("/segments", auth=Key("segments.see"), response=answers(Segments, 422), summary="List segments, by name")
def segments(request: HttpRequest, archived: Archived = False) -> Segments:
    among = verbs.archived_segments() if archived else verbs.current_segments()
    return Segments(segments=[shown(row) for row in among[:MOST]])


@router.post(
    "/segments",
    auth=Key("segments.edit"),
    response=answers(SegmentOut, 400, 409, 413, 422, status=201),
    summary="Give a rule a name",
)
def create(request: HttpRequest, given: SegmentIn) -> Any:
    return Status(201, shown(verbs.create(given.name, rule=given.rule, by=member(request))))


@router.get(
    "/segments/{segment_id}", auth=Key("segments.see"), response=answers(SegmentOut, 404, 422), summary="One segment"
)
def segment(request: HttpRequest, segment_id: int) -> SegmentOut:
    return shown(wanted(segment_id))


@router.patch(
    "/segments/{segment_id}",
    auth=Key("segments.edit"),
    response=answers(SegmentChanged, 400, 404, 409, 413, 422),
    summary="Change a segment, archive it, take it back; what it was stays as a version",
)
def edit(request: HttpRequest, segment_id: int, given: SegmentPatch) -> SegmentChanged:
    row, by = wanted(segment_id), member(request)
    before = row.rule
    with transaction.atomic():  # all of it, or nothing
        if given.is_archived is False:
            unarchive(row, by=by)
        if (given.name, given.rule, given.is_live) != (None, None, None):
            verbs.edit(row, name=given.name, rule=given.rule, is_live=given.is_live, by=by)
        if given.is_archived:
            archive(row, by=by, users=USES)
    return _changed(row, before)


@router.delete(
    "/segments/{segment_id}",
    auth=Key("segments.edit"),
    response=answers(None, 404, 409, 422, status=204),
    summary="Remove a segment that nothing uses",
)
def remove(request: HttpRequest, segment_id: int) -> Any:
    verbs.remove(wanted(segment_id), by=member(request), users=USES)
    return Status(204, None)


@router.post(
    "/segments/{segment_id}/changes",
    auth=Key("segments.see"),
    response=answers(TriedOut, 400, 404, 413, 422, 503),
    summary="Whom another rule would change; nothing is saved",
)
def changes(request: HttpRequest, segment_id: int, given: ChangeIn) -> TriedOut:
    row, now = wanted(segment_id), clock.now()
    change = _change(what_would_change(row, given.rule, now))
    warnings = [DoubtOut(field=in_rule(doubt.path), sentence=doubt.sentence) for doubt in doubts(given.rule, now)]
    if row.is_archived:
        warnings.append(DoubtOut(field="segment_id", sentence=archived_said(row.name)))
    return TriedOut(**dict(change), warnings=warnings)


@router.get(
    "/segments/{segment_id}/uses",
    auth=Key("segments.see"),
    response=answers(Uses, 404, 422),
    summary="What a segment is used by",
)
def used_by(request: HttpRequest, segment_id: int) -> Uses:
    found = uses(wanted(segment_id), USES)
    return Uses(uses=[UseOut(what=use.what, id=use.number, name=use.name) for use in found])


@router.get(
    "/segments/{segment_id}/versions",
    auth=Key("segments.see"),
    response=answers(Versions, 404, 422),
    summary="What a segment was before",
)
def versions(request: HttpRequest, segment_id: int) -> Versions:
    rows = SegmentVersion.objects.filter(segment=wanted(segment_id)).select_related("by").order_by("-number")
    return Versions(versions=[_version(row) for row in rows[:MOST]])


@router.post(
    "/segments/{segment_id}/versions/{number}/restore",
    auth=Key("segments.edit"),
    response=answers(SegmentChanged, 404, 409, 422),
    summary="Have the rule of a version again, as a new version",
)
def restore(request: HttpRequest, segment_id: int, number: int) -> SegmentChanged:
    row = wanted(segment_id)
    before = row.rule
    if not row.versions.filter(number=bounded(number)).exists():
        raise not_found(_("The segment “{name}” has no version {number}.").format(name=row.name, number=number))
    return _changed(verbs.restore(row, number, by=member(request)), before)


@router.post(
    "/segments/{segment_id}/copy",
    auth=Key("segments.edit"),
    response=answers(SegmentOut, 400, 404, 409, 413, 422, status=201),
    summary="Another segment of the same rule, or the same people",
)
def copy(request: HttpRequest, segment_id: int, given: NameIn) -> Any:
    return Status(201, shown(lists.copy(wanted(segment_id), name=given.name or "", by=member(request))))


@router.post(
    "/segments/{segment_id}/snapshot",
    auth=Key("segments.edit"),
    response=answers(SegmentOut, 400, 404, 409, 413, 422, 503, status=201),
    summary="Keep who is in it now, as a list",
)
def snapshot(request: HttpRequest, segment_id: int, given: NameIn) -> Any:
    row = wanted(segment_id)
    return Status(201, shown(lists.snapshot(row, name=given.name or "", by=member(request), now=clock.now())))


def wanted(number: int) -> Segment:
    row = Segment.objects.filter(pk=bounded(number)).first()
    if row is None:
        raise not_found(_("There is no segment {id}.").format(id=number))
    return row


def shown(row: Segment) -> SegmentOut:
    given = {name: getattr(row, name) for name in SegmentOut.model_fields if hasattr(row, name)}
    return SegmentOut(**given, sentence=in_words(row.rule), state=_state(row))


def _changed(row: Segment, before: Any) -> SegmentChanged:
    found = what_changed(row, before, clock.now())
    return SegmentChanged(**dict(shown(row)), change=_change(found) if found else None)


def _change(found: Change) -> ChangeOut:
    on_it = [PartOut(id=one.pk, name=one.name) for one in found.built_on]
    return ChangeOut(joins=found.joins, leaves=found.leaves, stays=found.stays, built_on=on_it)


def _state(row: Segment) -> StateOut:
    return StateOut.model_validate(row, from_attributes=True).model_copy(update={"trouble": trouble_of(row)})


def _version(row: SegmentVersion) -> SegmentVersionOut:
    return SegmentVersionOut(
        number=row.number,
        name=row.name,
        rule=row.rule,
        sentence=in_words(row.rule),
        at=row.at,
        by=str(row.by) if row.by is not None else None,
    )
