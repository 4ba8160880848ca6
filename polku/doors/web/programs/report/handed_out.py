"""The people behind a number of a program's report, as a file and as a list."""

from collections.abc import Sequence
from itertools import islice

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from polku.doors.web.asked import Asked
from polku.doors.web.columns_asked import ask
from polku.doors.web.people_table import pieces
from polku.doors.web.programs.report.behind import asked_for
from polku.know.segments import lists
from polku.know.segments.models import Segment
from polku.know.teams import trail

MOST_LISTED = 200_000


@require_safe
def as_file(request: Asked, program_id: int) -> HttpResponseBase:
    one, count = asked_for(request, program_id)
    after = {"name": one.program.name, "people": one.kind, "format": "csv"}
    after |= {"by": one.by, "of": one.key} if one.by else {}
    trail.note(request.user, "program.exported", subject=f"program:{one.program.pk}", after=after | {"count": count})
    answer = StreamingHttpResponse(pieces(ask(one.lines) or iter(())), content_type="text/csv; charset=utf-8")
    name = "-".join((slugify(one.program.name) or f"program-{one.program.pk}", one.kind))
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


@require_POST
def as_list(request: Asked, program_id: int) -> HttpResponse:
    """A list of them as they are now."""
    one, count = asked_for(request, program_id)
    lines = ask(lambda: [line.identity for line in islice(one.lines(), MOST_LISTED + 1)])
    back = f"{reverse('program people', args=[program_id])}?{one.query}"
    if not lines or len(lines) > MOST_LISTED:
        no = _("There are too many of them for a list.") if count else _("There is nobody to be kept.")
        messages.error(request, no)
        return redirect(back)
    name = " · ".join(part for part in (one.program.name, one.title, one.part) if part)[:180]
    made = _list(name, lines, request)
    messages.success(request, _("Kept as a list, as they are now."))
    return redirect("segment", made.pk)


def _list(name: str, identities: Sequence[int], request: Asked) -> Segment:
    """Under that name, or with the first number that nobody has."""
    taken = {one.casefold() for one in Segment.objects.values_list("name", flat=True)}
    names = (f"{name} ({nth})" if nth > 1 else name for nth in range(1, len(taken) + 2))
    free = next(one for one in names if one.casefold() not in taken)
    return lists.make_list(free, identities=identities, by=request.user)
