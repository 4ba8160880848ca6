"""Which segments share people: how many of the row are in the column too."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render

from polku.doors.web.asked import Asked
from polku.doors.web.columns_asked import ask
from polku.doors.web.paging import whole_number
from polku.kit import clock
from polku.know.rules import ask as rules
from polku.know.rules.condition import RuleError
from polku.know.segments.models import Segment

MOST = 12


@dataclass(frozen=True)
class Cell:
    other: Segment
    people: int | None
    of: int | None
    is_itself: bool

    @property
    def shade(self) -> int:
        """How much of the row: 0 to 10."""
        return round(10 * self.people / self.of) if self.people and self.of else 0


def overlaps(request: Asked) -> HttpResponse:
    """`segment`: the one that stands first."""
    first = whole_number(request.GET.get("segment"))
    rows = list(Segment.objects.order_by("name", "pk"))
    rows.sort(key=lambda one: one.pk != first)
    rows = rows[:MOST]
    shared = ask(lambda: matrix(rows)) or {}
    cells = [
        (one, [Cell(two, shared.get((one.pk, two.pk)), shared.get((one.pk, one.pk)), one == two) for two in rows])
        for one in rows
    ]
    given = {"rows": cells, "segments": rows, "has_counts": bool(shared), "most": MOST}
    return render(request, "segments/overlaps.html", given)


def matrix(rows: list[Segment]) -> dict[tuple[int, int], int]:
    """How many people are in both, by their numbers. Raises ColumnsError."""
    now, shared = clock.now(), {}
    for nth, one in enumerate(rows):
        for two in rows[nth:]:
            try:
                count = rules.count({"all": [{"in_segment": one.pk}, {"in_segment": two.pk}]}, now)
            except RuleError:
                continue
            shared[one.pk, two.pk] = shared[two.pk, one.pk] = count
    return shared
