"""The people behind a number of a program's report, page by page."""

import json
from itertools import islice

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from polku.act.rewards.ledger.models import Program
from polku.doors.web import shown
from polku.doors.web.asked import Asked
from polku.doors.web.paging import ROWS, pageful, whole_number
from polku.kit import clock
from polku.learn.reports.rewards.people import BY, KINDS
from polku.learn.reports.rewards.people import people as people_of

MOST_SKIPPED, LONGEST = 100_000, 80
TITLES = {
    "given": gettext_lazy("Who was given it"),
    "used": gettext_lazy("Who used it"),
    "open": gettext_lazy("Who can still use it"),
    "never": gettext_lazy("Who never used it"),
    "expired": gettext_lazy("Whose expired"),
    "withdrawn": gettext_lazy("Whose was withdrawn"),
    "undone": gettext_lazy("Whose use was undone"),
}
RULES = {"given": {"state": "any"}, "open": {}}


@require_safe
def people(request: Asked, program_id: int) -> HttpResponse:
    row = get_object_or_404(Program, pk=program_id)
    kind, by = request.GET.get("who", "given"), request.GET.get("by", "")
    key = request.GET.get("of", "")[:LONGEST]
    if kind not in KINDS or by not in ("", *BY) or "\0" in key:
        raise Http404(_("There are no such people."))
    skip = min(whole_number(request.GET.get("before")) or 0, MOST_SKIPPED)
    lines = list(islice(people_of(row, kind, by=by, key=key, now=clock.now(), skip=skip, most=ROWS + 1), ROWS + 1))
    found = pageful(lines, request=request, before=str(skip + ROWS))
    known = shown.people_of({line.identity for line in found.rows})
    given = {
        "program": row,
        "title": TITLES[kind],
        "part": key if by else "",
        "rows": [(line, known.get(line.identity)) for line in found.rows],
        "more": found.more,
        "rule": json.dumps(_rule(row, kind)) if not by and _rule(row, kind) else "",
    }
    is_part = request.htmx and skip
    return render(request, "programs/report/people_rows.html" if is_part else "programs/report/people.html", given)


def _rule(row: Program, kind: str) -> dict[str, object]:
    """The same people as the beginning of a segment; empty where no rule says it."""
    if row.kind not in (Program.Kind.COUPON, Program.Kind.STAMPS, Program.Kind.POINTS, Program.Kind.DRAW):
        return {}
    if kind == "used":
        return {"used_reward": row.pk}
    if kind == "never":
        return {"all": [{"has_reward": row.pk, "state": "any"}, {"not": {"used_reward": row.pk}}]}
    return {"has_reward": row.pk, **RULES[kind]} if kind in RULES else {}
