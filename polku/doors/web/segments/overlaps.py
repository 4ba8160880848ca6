"""Which segments share people: how many of the row are in the column too."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render

from polku.doors.web.asked import Asked
from polku.doors.web.columns_asked import ask
from polku.doors.web.paging import whole_number
from polku.know.segments import overlaps as counted
from polku.know.segments.models import Segment

MOST = 12


@dataclass(frozen=True)
class Cell:
    other: Segment
    people: int
    of: int
    is_itself: bool

    @property
    def shade(self) -> int:
        """How much of the row: 0 to 10."""
        return round(10 * self.people / self.of) if self.people and self.of else 0


def overlaps(request: Asked) -> HttpResponse:
    """Of the largest ones. `segment`: one that stands first, however large."""
    first = whole_number(request.GET.get("segment"))
    followed = Segment.objects.filter(is_live=True, size__isnull=False)
    numbers = list(followed.order_by("-size", "pk").values_list("pk", flat=True))
    numbers.sort(key=lambda number: number != first)
    found = ask(lambda: counted.overlaps(numbers[:MOST]))
    segments = sorted(found.segments, key=lambda one: one.pk != first) if found else []
    rows = [(one, [_cell(found, one, two) for two in segments]) for one in segments] if found else []
    return render(
        request, "segments/overlaps.html", {"rows": rows, "segments": segments, "is_asked": found is not None}
    )


def _cell(found: counted.Overlaps, one: Segment, two: Segment) -> Cell:
    return Cell(two, found.between(one, two), one.size or 0, one == two)
