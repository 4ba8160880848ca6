"""The list of segments."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.text import Truncator

from polku.doors.web.asked import Asked
from polku.kit import clock
from polku.know.segments.models import Segment, SegmentSize
from polku.know.segments.segments import archived_segments, current_segments
from polku.know.segments.words import in_words

LATELY = timedelta(days=7)
LONGEST = 200  # characters of a rule’s sentence; the whole one stands on the segment’s page


@dataclass(frozen=True)
class Row:
    segment: Segment
    words: str
    change: int | None  # of its size since a week; None where that is not known


def segments(request: Asked) -> HttpResponse:
    """Those in use, or those in the archive."""
    query, is_archive = request.GET.get("query", "").strip()[:200], request.GET.get("show") == "archived"
    among = archived_segments() if is_archive else current_segments()
    found = among.annotate(size_before=Subquery(_sizes_before()))
    rows = [
        Row(one, "" if one.is_list else _shortened(in_words(one.rule)), _change(one))
        for one in (found.filter(name__icontains=query.replace("\0", "")) if query else found)
    ]
    given = {"rows": rows, "query": query, "is_archive": is_archive, "archived": archived_segments().count()}
    given["has_any"] = bool(rows) or Segment.objects.exists()
    return render(request, "segments/rows.html" if request.htmx else "segments/segments.html", given)


def _shortened(sentence: str) -> str:
    return Truncator(sentence).chars(LONGEST)


def _sizes_before() -> QuerySet[SegmentSize, Any]:
    """The last size that was noted before a week ago."""
    before = SegmentSize.objects.filter(segment=OuterRef("pk"), at__lte=clock.now() - LATELY)
    return before.order_by("-at").values("size")[:1]


def _change(segment: Segment) -> int | None:
    before = getattr(segment, "size_before", None)
    return None if before is None or segment.size is None else segment.size - before
