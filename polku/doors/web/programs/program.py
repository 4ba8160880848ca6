"""One program, of whatever kind: what it promises, what came of it, and who did what."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from polku.act.rewards import sound
from polku.act.rewards.counted import counted, standing
from polku.act.rewards.gifts import GIVE
from polku.act.rewards.ledger.models import Program, Terms
from polku.doors.web import trail
from polku.doors.web.asked import Asked
from polku.doors.web.programs.errands import errands_of
from polku.doors.web.programs.kinds import kind_of
from polku.doors.web.programs.moved import moved
from polku.doors.web.programs.stats import stats
from polku.kit import clock
from polku.know.teams.rights import may
from polku.know.teams.trail_find import Question, entries

TERMS, CHANGES = 20, 8


@dataclass(frozen=True)
class Promised:
    row: Terms
    lines: list[str]


@never_cache
@require_safe
def program(request: Asked, program_id: int) -> HttpResponse:
    row: Program = get_object_or_404(Program.objects.select_related("created_by"), pk=program_id)
    page = moved(request, row)
    if request.htmx and not request.htmx.boosted and request.GET.get("before"):
        return render(request, "programs/moved_rows.html", {"program": row, "moved": page.rows, "more": page.more})
    kind = kind_of(row)
    versions = [
        Promised(one, kind.lines(one.terms, row.currency))
        for one in Terms.objects.filter(program=row).select_related("by").order_by("-number")[:TERMS]
    ]
    changes = entries(Question(subject=f"program:{row.pk}"))[:CHANGES] if may(request.user, "trail.see") else []
    given = {
        "program": row,
        "kind": kind,
        "can_be_given": kind.can_be_given and row.kind in GIVE,
        "can_be_taken_back": row.kind == Program.Kind.COUPON,
        "can_be_edited": kind.form is not None and row.state != Program.State.ENDED,
        **_before(row),
        "promised": versions[0],
        "earlier": versions[1:],
        "stats": stats(row, counted([row])[row.pk], standing(row)),
        "moved": page.rows,
        "more": page.more,
        **errands_of(row),
        "changes": [trail.row(one) for one in changes],
    }
    return render(request, "programs/program.html", given | dict(kind.facts(request, row)))


def _before(row: Program) -> dict[str, object]:
    """What to know before it begins; of one that has ended nothing."""
    is_draft, has_ended = row.state == Program.State.DRAFT, row.state == Program.State.ENDED
    return {
        "against": sound.against_beginning(row, now=clock.now()) if is_draft else [],
        "hints": sound.hints(row) if not has_ended else [],
    }
