"""The people behind a number of a program's report: page by page, as a file, as a segment or a list."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from polku.act.rewards.ledger.models import Program
from polku.doors.web import shown
from polku.doors.web.asked import Asked
from polku.doors.web.columns_asked import ask
from polku.doors.web.paging import ROWS, Pageful, pageful, whole_number
from polku.doors.web.programs.report import named, rules
from polku.kit import clock
from polku.learn.reports.rewards import people as found

MOST_SKIPPED, LONGEST = 100_000, 80


@dataclass(frozen=True)
class Behind:
    """Which number of which program."""

    program: Program
    kind: str
    by: str = ""
    key: str = ""

    @property
    def query(self) -> str:
        return urlencode({"who": self.kind} | ({"by": self.by, "of": self.key} if self.by else {}))

    @property
    def title(self) -> str:
        return str(named.TITLES[self.kind])

    @property
    def part(self) -> str:
        return named.part(self.program, self.by, self.key) if self.by else ""

    def count(self) -> int | None:
        """None while it cannot be asked."""
        return ask(lambda: found.count(self.program, self.kind, by=self.by, key=self.key, now=clock.now()))

    def lines(self, *, skip: int = 0, most: int | None = None) -> Iterator[found.Line]:
        """Raises columns.ColumnsError."""
        return found.people(self.program, self.kind, by=self.by, key=self.key, now=clock.now(), skip=skip, most=most)


def asked_for(request: Asked, program_id: int) -> tuple[Behind, int | None]:
    """And how many that are. Raises Http404 where there is no such number."""
    given = request.GET if request.method != "POST" else request.POST
    row = get_object_or_404(Program, pk=program_id)
    one = Behind(row, given.get("who", "given"), given.get("by", ""), given.get("of", "")[:LONGEST])
    if one.kind not in named.TITLES or "\0" in one.key:
        raise Http404(_("There are no such people."))
    try:
        return one, one.count()
    except found.Unknown as problem:
        raise Http404(_("There are no such people.")) from problem


@never_cache
@require_safe
def people(request: Asked, program_id: int) -> HttpResponse:
    one, count = asked_for(request, program_id)
    skip = min(whole_number(request.GET.get("before")) or 0, MOST_SKIPPED)
    lines = ask(lambda: list(islice(one.lines(skip=skip, most=ROWS + 1), ROWS + 1))) or []
    page: Pageful[found.Line] = pageful(lines, request=request, before=str(skip + ROWS))
    known = shown.people_of({line.identity for line in page.rows})
    rule = rules.rule_of(one.program, one.kind, one.by, one.key)
    given = {
        "program": one.program,
        "behind": one,
        "title": one.title,
        "part": one.part,
        "count": count,
        "rows": [(line, known.get(line.identity)) for line in page.rows],
        "more": page.more,
        "rule": json.dumps(rule) if rule else "",
    }
    is_part = request.htmx and skip
    return render(request, "programs/report/people_rows.html" if is_part else "programs/report/people.html", given)
