"""The people of a segment as a file."""

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.text import slugify
from django.utils.translation import gettext as _

from polku.doors.web.asked import Asked
from polku.kit import clock
from polku.kit.columns import ColumnsError
from polku.know.rules.condition import RuleError
from polku.know.segments.hand_out import hand_out
from polku.know.segments.models import Segment

TYPES = {"csv": "text/csv; charset=utf-8", "jsonl": "application/jsonl; charset=utf-8"}


def as_csv(request: Asked, segment_id: int) -> HttpResponseBase:
    return _as_file(request, segment_id, "csv")


def as_lines(request: Asked, segment_id: int) -> HttpResponseBase:
    return _as_file(request, segment_id, "jsonl")


def _as_file(request: Asked, segment_id: int, form: str) -> HttpResponse | StreamingHttpResponse:
    row = get_object_or_404(Segment, pk=segment_id)
    try:
        pieces = hand_out(row, form, by=request.user, now=clock.now())
    except (RuleError, ColumnsError):
        messages.error(request, _("The people cannot be asked for right now; try again in a while."))
        return redirect("segment", row.pk)
    answer = StreamingHttpResponse(pieces, content_type=TYPES[form])
    name = slugify(row.name) or f"segment-{row.pk}"
    answer["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return answer
