"""Who is in a segment: page by page, as a file, and put there by name."""

from typing import Any

from django.http import HttpRequest, StreamingHttpResponse
from django.utils.translation import gettext as _
from ninja import Router
from ninja.responses import Status

from polku.doors.api.asked import member
from polku.doors.api.errors import ApiError
from polku.doors.api.forms.asked import Limit
from polku.doors.api.forms.base import answers
from polku.doors.api.forms.people import Person
from polku.doors.api.forms.segment_people import (
    Format,
    From,
    ImportOut,
    ListIn,
    ListOut,
    PeopleIn,
    SegmentPeople,
    TraitNames,
)
from polku.doors.api.key import Key
from polku.doors.api.segments import shown, wanted
from polku.kit import clock, ids
from polku.know.people.find import profiles
from polku.know.rules import ask
from polku.know.segments import lists
from polku.know.segments.hand_out import hand_out, plain
from polku.know.segments.imports import Imported, import_people

KINDS = {"csv": "text/csv; charset=utf-8", "jsonl": "application/x-ndjson"}

router = Router(tags=["segments"])


@router.post(
    "/segments/import",
    auth=Key("segments.edit"),
    response=answers(ListOut, 400, 409, 413, 422, status=201),
    summary="Make a list of people who are named one by one",
)
def make_list(request: HttpRequest, given: ListIn) -> Any:
    made = lists.make_list(given.name, by=member(request))
    done = import_people(made, given.people, kind=given.kind, by=member(request))
    return Status(201, ListOut(segment=shown(made), outcome=_outcome(done)))


@router.get(
    "/segments/{segment_id}/people",
    auth=Key("segments.see"),
    response=answers(SegmentPeople, 404, 422, 503),
    summary="Who is in a segment now",
)
def people(request: HttpRequest, segment_id: int, limit: Limit = 50, cursor: From = "") -> SegmentPeople:
    row, after = wanted(segment_id), ids.number(cursor) if cursor else 0
    if after is None:
        raise ApiError(422, "invalid", _("This cursor is not one of ours."), field="cursor")
    found = ask.page(row.rule, clock.now(), after=after, limit=limit + 1)
    known = profiles(found[:limit])
    there = [known[number] for number in found[:limit] if number in known]
    more = ids.public(found[limit - 1]) if len(found) > limit else None
    return SegmentPeople(people=[Person(**one) for one in plain(there)], next_cursor=more)


@router.post(
    "/segments/{segment_id}/people",
    auth=Key("segments.edit"),
    response=answers(ImportOut, 400, 404, 409, 413, 422),
    summary="Put people on a list",
)
def put(request: HttpRequest, segment_id: int, given: PeopleIn) -> ImportOut:
    row = wanted(segment_id)
    done = import_people(row, given.people, kind=given.kind, replaces=given.replace, by=member(request))
    return _outcome(done)


@router.get(
    "/segments/{segment_id}/export",
    auth=Key("segments.export"),
    response=answers(None, 404, 422, 503),
    summary="Everybody in a segment, as a file",
    openapi_extra={
        "responses": {
            200: {
                "content": {
                    "text/csv": {"schema": {"type": "string"}},
                    "application/x-ndjson": {"schema": {"type": "string"}},
                }
            }
        }
    },
)
def export(
    request: HttpRequest,
    segment_id: int,
    format: Format = "csv",  # noqa: A002 - its name outside
    traits: TraitNames = "",
) -> Any:
    row = wanted(segment_id)
    names = [name for name in traits.split(",") if name]
    pieces = hand_out(row, format, by=member(request), now=clock.now(), traits=names)
    answer = StreamingHttpResponse(pieces, content_type=KINDS[format])
    answer["Content-Disposition"] = f'attachment; filename="segment-{row.pk}.{format}"'
    return answer


def _outcome(done: Imported) -> ImportOut:
    return ImportOut.model_validate(done, from_attributes=True)
