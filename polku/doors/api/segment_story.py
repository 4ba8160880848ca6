"""Who joined and left segments, how large they were, what they share; and templates for new ones."""

import re
from datetime import timedelta

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router

from polku.doors.api.errors import ApiError
from polku.doors.api.forms.asked import Limit
from polku.doors.api.forms.base import answers
from polku.doors.api.forms.segment_story import (
    BEFORE_FORM,
    NUMBERS_FORM,
    Before,
    Days,
    History,
    Numbers,
    OverlapOut,
    OverlapPart,
    OverlapsOut,
    SizeOut,
    Sizes,
    StepOut,
    TemplateOut,
    Templates,
)
from polku.doors.api.key import Key
from polku.doors.api.segments import wanted
from polku.kit import clock, ids
from polku.know.segments.live.membership import Place, history
from polku.know.segments.overlaps import MOST, overlaps
from polku.know.segments.templates.table import templates
from polku.know.segments.words import in_words
from polku.say.channels.registry import channels

router = Router(tags=["segments"])


@router.get(
    "/segments/templates",
    auth=Key("segments.see"),
    response=answers(Templates),
    summary="Rules that every shop wants, to begin with",
)
def list_templates(request: HttpRequest) -> Templates:
    found = templates([channel.name for channel in channels()])
    return Templates(
        templates=[
            TemplateOut(
                key=one.key,
                name=str(one.name),
                description=str(one.description),
                rule=one.rule,
                sentence=in_words(one.rule),
            )
            for one in found
        ]
    )


@router.get(
    "/segments/overlaps",
    auth=Key("segments.see"),
    response=answers(OverlapsOut, 422, 503),
    summary="How many people segments have in common",
)
def shared(request: HttpRequest, segments: Numbers = "") -> OverlapsOut:
    if not re.fullmatch(NUMBERS_FORM, segments):
        sentence = _("Write up to {most} numbers of segments with commas between.")
        raise ApiError(422, "invalid", sentence.format(most=MOST), field="segments")
    found = overlaps([int(part) for part in segments.split(",") if part])
    return OverlapsOut(
        segments=[OverlapPart(id=one.pk, name=one.name, size=one.size or 0) for one in found.segments],
        overlaps=[OverlapOut(one=one, other=other, people=n) for (one, other), n in sorted(found.shared.items()) if n],
    )


@router.get(
    "/segments/{segment_id}/history",
    auth=Key("segments.see"),
    response=answers(History, 404, 422, 503),
    summary="Who joined and left a segment, when, and why",
)
def steps(request: HttpRequest, segment_id: int, limit: Limit = 50, before: Before = "") -> History:
    found = history(wanted(segment_id).pk, before=_place(before), limit=limit + 1)
    last = found[limit - 1].place if len(found) > limit else None
    return History(
        steps=[
            StepOut(
                what="joined" if step.is_in else "left",
                person=ids.public(step.person),
                at=step.at,
                cause=step.cause,
                event=step.event,
                event_id=step.event_id,
            )
            for step in found[:limit]
        ],
        next_before=f"{last[0]}-{last[1]}" if last else None,
    )


@router.get(
    "/segments/{segment_id}/sizes",
    auth=Key("segments.see"),
    response=answers(Sizes, 404, 422),
    summary="How large a segment was, hour by hour",
)
def sizes(request: HttpRequest, segment_id: int, days: Days = 90) -> Sizes:
    rows = wanted(segment_id).sizes.filter(at__gte=clock.now() - timedelta(days=days)).order_by("at")
    return Sizes(sizes=[SizeOut(at=row.at, size=row.size, joined=row.joined, left=row.left) for row in rows])


def _place(before: str) -> Place | None:
    if not before:
        return None
    if not re.fullmatch(BEFORE_FORM, before):
        raise ApiError(422, "invalid", _("This place is not one of ours."), field="before")
    seq, nth = before.split("-")
    return int(seq), int(nth)
