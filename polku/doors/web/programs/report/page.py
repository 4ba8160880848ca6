"""A program's report, on a page and as a table."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from polku.act.rewards.ledger.models import Program
from polku.doors.web.asked import Asked
from polku.doors.web.programs.report import budget, codes, names, shown
from polku.kit import clock
from polku.kit.amounts import number
from polku.learn.reports.rewards.as_csv import as_csv
from polku.learn.reports.rewards.report import Report, report


@never_cache
@require_safe
def page(request: Asked, program_id: int) -> HttpResponse:
    row = get_object_or_404(Program, pk=program_id)
    return render(request, "programs/report/report.html", _given(report(row, now=clock.now())))


@require_safe
def as_table(request: Asked, program_id: int) -> HttpResponse:
    row = get_object_or_404(Program, pk=program_id)
    answer = HttpResponse(as_csv(report(row, now=clock.now())), content_type="text/csv; charset=utf-8")
    name = slugify(row.name) or f"program-{row.pk}"
    answer["Content-Disposition"] = f'attachment; filename="{name}-report.csv"'
    return answer


def _given(found: Report) -> dict[str, object]:
    currency, uses = found.program.currency, found.numbers.used.count
    most = max((month.given for month in found.months), default=0) or 1
    top = found.funnel[0].people if found.funnel else 0
    return {
        "program": found.program,
        "is_empty": not found.numbers.given.count,
        "tiles": shown.tiles(found),
        "money": shown.of_money(found),
        "partner": codes.stock(found.program),
        "budget": budget.tiles(found.program, found.numbers.cost_minor),
        "form": budget.form_of(found.program),
        "pace": shown.pace(found.numbers),
        "ways": shown.lines(found.ways, names.ways(found.ways), currency),
        "segments": shown.lines(found.segments, names.segments(found.segments), currency),
        "stores": shown.lines(found.stores, names.stores(found.stores), currency, whole=uses),
        "codes": shown.lines(found.codes, {part.key: part.key for part in found.codes}, currency, whole=uses),
        "months": [(one, round(100 * one.given / most)) for one in reversed(found.months)],
        "funnel": [(one.at, number(one.people), round(100 * one.people / top)) for one in found.funnel],
        "campaigns": [(one, _each(one.effect.asked.each), _each(one.effect.holdout.each)) for one in found.campaigns],
    }


def _each(amount: float | None) -> str:
    return "–" if amount is None else f"{amount:,.2f}"
