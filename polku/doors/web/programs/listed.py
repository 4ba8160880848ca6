"""All programs: by kind and state, with what was given of each."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from polku.act.rewards.counted import Counted, counted
from polku.act.rewards.ledger.models import Program, Terms
from polku.doors.web.asked import Asked
from polku.doors.web.paging import Pageful, pageful, whole_number
from polku.doors.web.programs.kind import Kind
from polku.doors.web.programs.kinds import KINDS, kind_of

ROWS = 30
_K = Program.Kind
# Nothing of these stands in the ledger: what they give belongs to other programs.
APART = frozenset((_K.RANKS, _K.REFERRAL, _K.BENEFIT, _K.OFFER))
RUNNING = (Program.State.DRAFT, Program.State.LIVE, Program.State.PAUSED)


@dataclass(frozen=True)
class Row:
    program: Program
    kind: Kind
    title: str  # as customers see it
    counted: Counted

    @property
    def is_apart(self) -> bool:
        return self.program.kind in APART


@never_cache
@require_safe
def programs(request: Asked) -> HttpResponse:
    query = request.GET.get("query", "").strip()[:200].replace("\0", "")
    state, kind = request.GET.get("state", ""), request.GET.get("kind", "")
    is_by_name = request.GET.get("sort") == "name"
    found = Program.objects.order_by("name", "pk") if is_by_name else Program.objects.order_by("-pk")
    if query:
        found = found.filter(name__icontains=query)
    found = found.filter(state=state) if state in Program.State.values else found.filter(state__in=RUNNING)
    if kind in KINDS:
        found = found.filter(kind=kind)
    before = whole_number(request.GET.get("before"))
    rows = list(_after(found, before, is_by_name=is_by_name)[: ROWS + 1])
    last = str(rows[ROWS - 1].pk) if len(rows) > ROWS else ""
    page: Pageful[Program] = pageful(rows, request=request, before=last, size=ROWS)
    given = {
        "rows": _shown(page.rows),
        "more": page.more,
        "query": query,
        "state": state,
        "kind": kind,
        "sort": "name" if is_by_name else "",
        "kinds": KINDS.items(),
        "offered": [(key, one) for key, one in KINDS.items() if one.form is not None],
        "has_any": bool(page.rows) or Program.objects.exists(),
        "is_filtered": bool(query or kind in KINDS or state in Program.State.values),
    }
    if request.htmx and not request.htmx.boosted:
        return render(request, "programs/rows.html" if before is not None else "programs/list.html", given)
    return render(request, "programs/programs.html", given)


def _after(found: QuerySet[Program], last: int | None, *, is_by_name: bool) -> QuerySet[Program]:
    """What comes behind the last one shown, which may have another name by now."""
    if last is None or not is_by_name:
        return found if last is None else found.filter(pk__lt=last)
    name = Program.objects.filter(pk=last).values_list("name", flat=True).first() or ""
    return found.filter(Q(name__gt=name) | Q(name=name, pk__gt=last))


def _shown(found: list[Program]) -> list[Row]:
    numbers = [one.pk for one in found]
    counts = counted(found)
    titles = {
        row.program_id: str(row.terms.get("title", ""))
        for row in Terms.objects.filter(program__in=numbers).order_by("number")
    }
    return [Row(one, kind_of(one), titles.get(one.pk, ""), counts[one.pk]) for one in found]
